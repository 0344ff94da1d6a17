/** Fields of `metadata` that the API server or a controller writes: no edit, no diff and no merge is about them. */
export const serverWrittenMetadata: readonly string[] = [
  'uid',
  'generation',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];
