/** What the planner's tests ask for: given at every desk of the demo municipality. */
export const wish = {
  productCode: 'attest-woonst',
  persons: 1,
  mode: 'physical',
  locationId: 'location-gemeentehuis',
} as const;

/** What was answered; throws the error as it is. */
export async function asked<Value>(
  answer: Promise<{ readonly ok: boolean; readonly value?: unknown; readonly error?: unknown }>,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as Value;
}
