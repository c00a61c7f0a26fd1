/** How often something changed in a committee since the process began, so that what was made from it can be made anew. */
const generations = new Map<string, number>();
export const generationOf = (committee: string): number => generations.get(committee) ?? 0;
export const markChanged = (committee: string): void => void generations.set(committee, generationOf(committee) + 1);
