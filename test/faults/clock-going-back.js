// Loaded before the program: every look at the clock tells an earlier time than the one before.
const started = Date.now();
let looks = 0;
Date.now = () => started - 1000 * ++looks;
