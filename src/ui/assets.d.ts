// Files that Vite serves under a hashed address. `no-inline` keeps small ones out of the pages: they are cached once.
declare module '*?url' {
  const address: string;
  export default address;
}
declare module '*?url&no-inline' {
  const address: string;
  export default address;
}
