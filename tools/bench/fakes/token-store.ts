import type { Fingerprint } from "../../../functions/vault/fingerprint";
import type { CardChange, StoredCard, TokenStore } from "../../../functions/vault/token-store";

/** The vault's table as two maps: what a tokenise costs beside it is the vault's own work. */
export class FakeTokenStore implements TokenStore {
  private readonly cards = new Map<string, StoredCard>();
  private readonly claims = new Map<string, string>();

  get size(): number {
    return this.cards.size;
  }

  /** Forgets everything, so that a long measurement does not measure the maps. */
  clear(): void {
    this.cards.clear();
    this.claims.clear();
  }

  async create(card: StoredCard, fingerprints: readonly Fingerprint[]) {
    const names = fingerprints.map((fingerprint) => claimName(card.customerId, fingerprint));
    if (names.some((name) => this.claims.has(name))) return "claimed";
    for (const name of names) this.claims.set(name, card.token);
    this.cards.set(card.token, card);
    return "created";
  }

  async findClaims(customerId: string, fingerprints: readonly Fingerprint[]) {
    return fingerprints.map((fingerprint) => this.claims.get(claimName(customerId, fingerprint)));
  }

  async find(token: string) {
    return this.cards.get(token);
  }

  async update(card: StoredCard, change: CardChange, fingerprints: readonly Fingerprint[] = []) {
    for (const fingerprint of fingerprints) this.claims.set(claimName(card.customerId, fingerprint), card.token);
    this.cards.set(card.token, { ...card, ...change, version: card.version + 1 });
    return "updated" as const;
  }

  async page() {
    return { cards: [...this.cards.values()] };
  }
}

function claimName(customerId: string, { version, value }: Fingerprint): string {
  return `${customerId} ${version} ${value}`;
}
