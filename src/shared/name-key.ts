/** Equal for two names that some file system takes for one: case and Unicode form aside. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
