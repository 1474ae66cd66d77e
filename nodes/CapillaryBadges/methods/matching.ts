import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The marks that a letter with an accent is decomposed into. */
const ACCENTS = /[\u0300-\u036f]/g;

/** A list whose entries have the text in their name; Capillary searches none of these lists itself. */
export function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	return { results: entries.filter(({ name }) => includesText(name, filter)) };
}

/** Whether a name has the text in it, whatever the case and the accents of both, and the blanks around it. */
export function includesText(name: string, text: string): boolean {
	return withoutAccents(name).includes(withoutAccents(text.trim()));
}

/** Lower case without accents, so that `istanbul` finds `İstanbul`, and a composed letter the decomposed one. */
function withoutAccents(text: string): string {
	return text.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
}
