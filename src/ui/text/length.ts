/** 字 as the counter beside a text shows them: characters without white space. */
export const countCharacters = (text: string) => [...text.replace(/\s/gu, '')].length;
