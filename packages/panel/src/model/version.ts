/** The version that recipes and reports name. */
export { version as VERSION } from '../../package.json';
