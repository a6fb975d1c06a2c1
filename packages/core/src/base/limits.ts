/**
 * How much of each input is read; `docs/limits.md` says what happens above. What one program refuses
 * and another takes has a value for each. It imports nothing, so that everything can import it.
 */
export const LIMITS = {
  /** A picture's file, whatever its format. */
  picture: {
    /** In the command line, with every other input: what Node reads into one piece. */
    bytesInTerminal: 2 ** 31 - 1,
    /** In VS Code. */
    bytesInEditor: 100_000_000,
    /**
     * In the command line. sharp's own limit of 268 megapixels is a guard for servers and refuses a
     * 20,000 × 20,000 px scan; 500 is at most 2 GB in the worst case (interlaced, rotated).
     */
    pixelsInTerminal: 500_000_000,
    /** In the panel: four bytes each would be 400 MB. */
    pixelsInPanel: 100_000_000,
    /** Longest side of pixels that the engine takes, px. */
    engineSide: 16_384,
    /** Pixels that the engine takes: 1.5 GiB as 32-bit floats. */
    enginePixels: 16_384 * 8192,
    /** The largest long side that is painted, px; larger pictures are reduced while they are read. */
    paintedSide: 4096,
  },
  /** What is in a picture's file. */
  pictureParts: {
    pngChunks: 100_000,
    /** Blocks of all scans of a JPEG without an end marker. */
    jpegBlocks: 250_000_000,
    gifBlocks: 5_000_000,
    bmpSide: 65_535,
    /** Boxes beside one another in an AVIF. */
    avifBoxes: 10_000,
    /** Pixels that core unpacks whole; libvips reduces larger TIFFs while it unpacks. */
    tiffPixels: 100_000_000,
    /** Entries of all directories: more than any real file has, so that overlapping ones cost little. */
    tiffEntries: 1 << 20,
    /** Values of a tag: more than 100 megapixels in tiles of 16 × 16 px have. */
    tiffValues: 1 << 20,
    tiffTilePixels: 1 << 24,
    tiffSamples: 8,
    /** Bytes that a colour profile may unpack to; no real one is larger. */
    profileBytes: 1 << 24,
    profileTags: 200,
    /** Parts that are gone through to find a recipe. */
    metadataParts: 100_000,
  },
  preset: {
    styles: 8,
    nameCharacters: 120,
    sourceCharacters: 500,
    /** Of one picture; 300 kB. */
    pictureBytes: 300_000,
    /** Networks that a style may have statistics for. */
    statistics: 4,
    /** Of the statistics for one network; 8 MB. */
    statisticsBytes: 8_000_000,
    /** Of the text of a preset file; 12 MB. */
    textCharacters: 12_000_000,
  },
  /** In an address that opens VS Code: more than any preset with one picture has. */
  presetLink: { characters: 400_000 },
  /** The painting's recipe in a picture. */
  recipe: {
    /** A picture's metadata have 64 kB in a JPEG, and a letter beyond ASCII takes six bytes. */
    characters: 60_000,
    /** Of the XMP packet's part that holds it: ten times the longest recipe, an entity for each letter. */
    packetCharacters: 600_000,
    styles: 32,
    nameCharacters: 240,
    sourceCharacters: 1000,
  },
  /** A style's statistics. */
  statistics: { scales: 32, largestValue: 1e15 },
  /** Of safetensors: weights, statistics and checkpoints. VGG19's has 3 kB. */
  safetensors: { headerBytes: 16 * 2 ** 20 },
  /** What Figma keeps in a file. */
  pluginData: {
    /** What Figma allows an entry: namespace, key and value together. */
    entryBytes: 100_000,
    /** Of one preset: some more than the largest needs. */
    parts: 1000,
  },
  /** What Figma's server answers to VS Code. */
  figmaAnswer: {
    /** It lists every component of the file, whatever depth is asked for. */
    bytes: 64_000_000,
    refusalBytes: 100_000,
    /** More are no presets; one with statistics may have some hundred. */
    entries: 10_000,
    seconds: 60,
    /** Of the file's address that a person gives. */
    addressCharacters: 2000,
  },
  /** Sentences that cross a channel. */
  sentence: {
    /** A sentence in a sentence in a sentence: what is deeper is none of ours. */
    depth: 6,
    values: 32,
  },
  /** What VS Code keeps of a panel for after a reload. */
  session: { bytesWritten: 64_000_000, bytesKept: 80_000_000 },
  /** Where VS Code looks for paintings. */
  search: { pictures: 2000, bytes: 80_000_000 },
  /** `--limits strict` in the command line, for what strangers upload. */
  strict: {
    /** Of every input file: pictures, masks, presets, statistics, checkpoints. */
    bytes: 16_000_000,
    pixels: 16_000_000,
    /** Frames or pages of a picture, though only the first is painted. */
    frames: 100,
    /** Contents of one command. */
    contents: 100,
    /** Long side that a preset or a checkpoint may ask for, px. */
    paintedSide: 2048,
    /** That a preset or a checkpoint may ask for. */
    iterations: 1000,
  },
} as const;
