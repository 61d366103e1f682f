/** Numbers to a page: a page takes 8 KiB. */
const PAGE_NUMBERS = 65_536;
/** 32 MiB at most, which is 268 million numbers in a row. */
const PAGES_MAX = 4096;

/**
 * The trace numbers of a file, in memory that does not grow with the file: a bit a number, in pages, as traces of a file
 * lie close together. Where they lie too far apart, what is on no page is not compared, and that is told.
 */
export class TraceRegister {
  private readonly pages = new Map<number, Uint8Array>();
  private page: Uint8Array | undefined;
  private pageNumber = -1;
  /** Some numbers were not compared with all others. */
  isPartial = false;

  constructor(private readonly pagesMax = PAGES_MAX) {}

  /** Notes a number (a safe integer); gives false where it was there before. */
  add(trace: number): boolean {
    const pageNumber = Math.floor(trace / PAGE_NUMBERS);
    if (pageNumber !== this.pageNumber) this.turnTo(pageNumber);
    if (this.page === undefined) return true;
    const place = trace - pageNumber * PAGE_NUMBERS;
    const bit = 1 << (place & 7);
    const byte = this.page[place >> 3] ?? 0;
    if ((byte & bit) !== 0) return false;
    this.page[place >> 3] = byte | bit;
    return true;
  }

  private turnTo(pageNumber: number): void {
    this.pageNumber = pageNumber;
    this.page = this.pages.get(pageNumber);
    if (this.page !== undefined) return;
    if (this.pages.size >= this.pagesMax) {
      this.isPartial = true;
      return;
    }
    this.page = new Uint8Array(PAGE_NUMBERS / 8);
    this.pages.set(pageNumber, this.page);
  }
}
