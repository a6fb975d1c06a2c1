// How much of each input is read; docs/limits.md says what happens above each of these. What one program
// refuses and another takes has a limit for each. Nothing is imported here, so that everything can import it.

// A picture's file, whatever its format.

/** In the command line, as of every other input: what Node reads into one piece. */
export const PICTURE_BYTES_IN_TERMINAL = 2 ** 31 - 1;
export const PICTURE_BYTES_IN_EDITOR = 100_000_000;
/**
 * sharp's own limit of 268 megapixels is a guard for servers and refuses a 20,000 × 20,000 px scan;
 * 500 is at most 2 GB in the worst case (interlaced, rotated).
 */
export const PICTURE_PIXELS_IN_TERMINAL = 500_000_000;
/** Four bytes each would be 400 MB. */
export const PICTURE_PIXELS_IN_PANEL = 100_000_000;
/** Longest side of pixels that the engine takes, px. */
export const ENGINE_SIDE = 16_384;
/** Pixels that the engine takes: 1.5 GiB as 32-bit floats. */
export const ENGINE_PIXELS = ENGINE_SIDE * (ENGINE_SIDE / 2);
/** The largest long side that is painted, px; larger pictures are reduced while they are read. */
export const PAINTED_SIDE = 4096;
/** Of a painting's file that is gone on from at a larger size: one of 4096 px a side has less. */
export const PAINTING_BYTES = 80_000_000;
/** Of a content; more are a mistake: each costs the time and the memory of Gram matrices of its own. */
export const REGIONS = 32;

// What is in a picture's file.

/** So many chunks has no picture; a file of many millions of empty ones would take long. */
export const PNG_CHUNKS = 100_000;
/** Blocks of all scans of a JPEG without an end marker: of 500 megapixels in colour, with the scans that encoders make of them. */
export const JPEG_BLOCKS = 250_000_000;
/** So many blocks has no animation; a file of many millions of empty ones would take long. */
export const GIF_BLOCKS = 5_000_000;
/** Browsers draw the same line. */
export const BMP_SIDE = 65_535;
/** Boxes beside one another: so many has no picture. */
export const AVIF_BOXES = 10_000;
/** Pixels that are unpacked whole; libvips reduces larger TIFFs while it unpacks. */
export const TIFF_PIXELS = 100_000_000;
/** Entries of all directories: more than any real file has, so that overlapping ones cost little. */
export const TIFF_ENTRIES = 1 << 20;
/** Values of a tag: more than 100 megapixels in tiles of 16 × 16 px have, so that overlapping tags cost little. */
export const TIFF_VALUES = 1 << 20;
/** More in one tile is no real file. */
export const TIFF_TILE_PIXELS = 1 << 24;
export const TIFF_SAMPLES = 8;
/** Bytes that a colour profile may unpack to; no real one is larger. */
export const PROFILE_BYTES = 1 << 24;
export const PROFILE_TAGS = 200;
/** Parts that are gone through to find a recipe: so many has no picture. */
export const METADATA_PARTS = 100_000;

// Presets.

export const PRESET_STYLES = 8;
export const PRESET_NAME_CHARACTERS = 120;
export const PRESET_SOURCE_CHARACTERS = 500;
/** Of one picture. */
export const PRESET_PICTURE_BYTES = 300_000;
/** Networks that a style may have statistics for. */
export const PRESET_STATISTICS = 4;
/** Of the statistics for one network. */
export const PRESET_STATISTICS_BYTES = 8_000_000;
/** Of the text of a preset file. */
export const PRESET_TEXT_CHARACTERS = 12_000_000;
/** In an address that opens VS Code: more than any preset with one picture has; one with statistics goes by file. */
export const PRESET_LINK_CHARACTERS = 400_000;

// A painting's recipe in its picture.

/** A picture's metadata have 64 kB in a JPEG, and a letter beyond ASCII takes six bytes. */
export const RECIPE_CHARACTERS = 60_000;
/** Of the XMP packet's part that holds it: ten times the longest recipe, with an entity for each letter. */
export const RECIPE_PACKET_CHARACTERS = 600_000;
export const RECIPE_STYLES = 32;
export const RECIPE_NAME_CHARACTERS = 240;
export const RECIPE_SOURCE_CHARACTERS = 1000;

// Weights, statistics and checkpoints.

/** VGG19's has 3 kB; a lying length must not make us read a whole disc. */
export const SAFETENSORS_HEADER_BYTES = 16 * 2 ** 20;
export const STATISTICS_SCALES = 32;
export const STATISTICS_LARGEST_VALUE = 1e15;

// What Figma keeps in a file, and what its server answers.

/** What Figma allows an entry: namespace, key and value together, bytes. */
export const PLUGIN_DATA_ENTRY_BYTES = 100_000;
/** Of one preset: some more than the largest needs. */
export const PLUGIN_DATA_PARTS = 1000;
/** It lists every component of the file, whatever depth is asked for. */
export const FIGMA_ANSWER_BYTES = 64_000_000;
export const FIGMA_REFUSAL_BYTES = 100_000;
/** More are no presets; one with statistics may have some hundred. */
export const FIGMA_ANSWER_ENTRIES = 10_000;
/** Large files take Figma a while. */
export const FIGMA_ANSWER_SECONDS = 60;
/** A whole address is shorter. */
export const FIGMA_ADDRESS_CHARACTERS = 2000;

// Messages, sessions and searches.

/** A sentence in a sentence in a sentence: what is deeper is none of ours. */
export const SENTENCE_DEPTH = 6;
export const SENTENCE_VALUES = 32;
/** More than this is not written; what can be spared is left out first. */
export const SESSION_BYTES_WRITTEN = 64_000_000;
export const SESSION_BYTES_KEPT = 80_000_000;
/** Pictures among which VS Code looks for paintings. */
export const SEARCH_PICTURES = 2000;
/** Larger files are no paintings: those have 4096 px a side at most. */
export const SEARCH_BYTES = 80_000_000;

// `--limits strict` in the command line, for what strangers upload.

/** Of every input file: pictures, masks, presets, statistics, checkpoints. */
export const STRICT_BYTES = 16_000_000;
export const STRICT_PIXELS = 16_000_000;
/** Frames or pages of a picture, though only the first is painted. */
export const STRICT_FRAMES = 100;
/** Contents of one command. */
export const STRICT_CONTENTS = 100;
/** Long side that a preset or a checkpoint may ask for, px. */
export const STRICT_PAINTED_SIDE = 2048;
/** That a preset or a checkpoint may ask for. */
export const STRICT_ITERATIONS = 1000;
