/** Style sheets are bundled beside the script that imports them; nothing of them is a value. */
declare module '*.css';
