import type { FileDigest } from './transport/cached-source.js';

/** SHA-256 of the shards in their order. */
const SHARDS = [
  'cca7e99e423e8107664f51435855274ac51fd14570597d41744886e59cde34e6',
  '550564f5e111b77878d59231eaf5d26b95da2eafcb84e1b09597906494527026',
  '1682fb64cac699bd65fb5c8440922a28083e12ef2f52f8aed351d31a29550095',
  '9103f95900a42be7f7e6028cca95d6e52ad537c237320a81d9e666bdac15f6e9',
  'da2918df08e6dc7d8f99cd7f35ea7862d3c09f899fe93e5b1ddfa6965de12f3e',
  '3a808f7bc1add7c1c03f67354d69117e10ef0bcdd25248db4785a76738890d14',
  '5b3479841bcb79fc6274d3426a58bcb234736347335bf66d20daea5cc583f8d1',
  '933ba188e1b3977832f5bf2a229f61eca7d0d8c2850a42e63fe10baa40b72ff8',
  '78d080b7752aedcbe7693bd552fe7d3488174aec7862942fcdb8167409c678e4',
  '13ece075d0d682cd8c3feeaa962122c154923500a0aca1022ee47c6fa5608e69',
  'fa63eebe52165edd2f209a757fd7add6930aec952872c96428934cd0fc9a6d3a',
  '685bb760e407e77c6f71b51653176ae6ff2f3dfa137a3fd72baeaf533f35e036',
  '28cb9ed5094b73e74ab5f80292e5bd1dc03c0a1930df1a14d53eaab3e1f5aba0',
  '0cd8d60aeb1ffc93f18d781fa03b61b73174a88c9a6680a6c6f57c014328c9f4',
  '5c147b8aa536957022abe3e122352a7952c3d56a12aeb3bb18751bf595cec822',
  '80ea6169a921b5a8dcfd3109c8ac6517cdce5750ebda5e88ac8577ddba46c96f',
  '2c3eecc55de1dcac2fcbb7e0f7064804ea71b68df03a77e2ccfbb9f6eb3fd15e',
  '018b2eb3ea60f067fbe8c036cddf194acd3f8d06adf29b349a6d76cf82a0d7ef',
  'd5fb21c5cdedb4b4407fd34e0994ee58d25f4ea6163230dfd1944481431ff5bc',
  'c83cb283499ef039d8079bf3317dbad59806413c6b36d99c9af0747bd62ebe73',
];

/** The manifest of the 8-bit VGG19 and the shards that hold its convolutions; the 118 after them are the classifier. */
export const VGG19_FILES: Readonly<Record<string, FileDigest>> = {
  'model.json': {
    bytes: 25990,
    sha256: 'f60aa44c0c3fb179b3beddfcac96d3281e43338dd3fb7c9b9e2f89fe03237be5',
  },
  ...Object.fromEntries(
    SHARDS.map((sha256, index) => [
      `group1-shard${index + 1}of138.bin`,
      { bytes: 2 ** 20, sha256 },
    ]),
  ),
};
