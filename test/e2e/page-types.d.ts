/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// What runs inside the page, by `evaluate`, is written in these files too.
export {};
