/** Numbers that the networks and processors publish for tests, as they print them; none was ever a card. */
const PUBLISHED = `
  4242 4242 4242 4242   4111 1111 1111 1111   4012 8888 8888 1881   4222 2222 2222 2
  4000 0000 0000 0002   4000 0000 0000 9995   4000 0000 0000 9987   4000 0000 0000 9979
  4000 0000 0000 0069   4000 0000 0000 0127   4000 0000 0000 0119   4000 0000 0000 6975
  4000 0000 0000 5126   4000 0000 0000 0259   4000 0000 0000 2685   4000 0566 5566 5556
  5555 5555 5555 4444   5105 1051 0510 5100   5200 8282 8282 8210   2223 0031 2200 3222
  3782 822463 10005     3714 496353 98431     6011 1111 1111 1117   6011 0009 9013 9424
  3056 9309 0259 04     3852 0000 0232 37     3566 0020 2036 0505   3530 1113 3330 0000
  6200 0000 0000 0005   6304 0000 0000 0000
`;

/** Numbers of our own simulator, in a range that no issuer has. */
const SIMULATORS = "4000 0000 0000 0085";

/** Test numbers, digits alone. */
export const TEST_CARDS: ReadonlySet<string> = new Set(
  `${PUBLISHED}  ${SIMULATORS}`
    .trim()
    .split(/\s{2,}/)
    .map((number) => number.replaceAll(" ", "")),
);
