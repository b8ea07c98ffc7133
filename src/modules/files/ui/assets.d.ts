// The script is built as one file of its own, with everything it needs; the page only names its address.
declare module '*?worker&url' {
  const address: string;
  export default address;
}
