/** What the key's name begins with in a signature, so that it is told from the keys of nodes. */
export const KEYID_PREFIX = 'sys:';

/** A key as its agency sees it. */
export function keyShape(
  row: { id: string; label: string; thumbprint: Buffer; added_at: Date; ends_at: Date | null },
  now: Date,
) {
  return {
    keyId: row.id,
    keyid: `${KEYID_PREFIX}${row.id}`,
    label: row.label,
    thumbprint: row.thumbprint.toString('hex'),
    addedAt: row.added_at.toISOString(),
    ...(row.ends_at ? { endsAt: row.ends_at.toISOString() } : {}),
    inForce: row.ends_at === null || row.ends_at > now,
  };
}
