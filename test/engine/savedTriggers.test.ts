import { savedNodes } from '../fixtures/savedWorkflows';
import { StoredCredential } from './harness/storedCredential';
import { useTriggerHarness } from './triggerHarness';

const harness = useTriggerHarness();
const SECRET = 'sixteen letters!';

/** An event of each kind, and one with a badge that some of the triggers do not select. */
const DELIVERED: Array<[string, object]> = [
	['badgeEarned', { badgeId: '650c0896aefcde237f3dba43', earnId: '651bb7bac983d041efbc78fc' }],
	['badgeEarned', { badgeId: '65dfa4088a3ee2b67c6dd548', earnId: '651bb7bac983d041efbc78fd' }],
	['customerAdded', {}],
	['tierUpgraded', { toTier: 'Gold' }],
	['transactionAdded', { amount: 120 }],
];

test.each(savedNodes('capillaryBadgesTrigger'))(
	'starts workflows as before with the trigger "$name", saved by $version',
	async ({ node, expected }) => {
		const { parameters, credentials } = node;
		const secretCredential = credentials?.capillaryWebhookApi
			? new StoredCredential('capillaryWebhookApi', { secret: SECRET })
			: undefined;
		const trigger = harness().place({ parameters, secretCredential });
		await trigger.publish();
		const random = { webHookId: undefined, name: undefined, webHookHeaders: undefined };
		const webHooks = harness().webHooks.map((webHook) => ({ ...webHook, ...random }));
		expect(webHooks).toEqual(expected.calls);

		const memory = trigger.memory['node:Trigger'] as { secret?: string } | undefined;
		const headers = { 'X-Webhook-Secret': memory?.secret ?? SECRET };
		const started = [];
		for (const [number, [eventName, data]] of DELIVERED.entries()) {
			// n8n takes all triggers for one node of one workflow, so each event needs an ID of its
			// own.
			const body = { ...event(eventName, data), eventId: `${node.name} ${number}` };
			started.push((await trigger.receive({ headers, body })).started ?? []);
		}
		expect(started).toEqual(expected.outputs);
	},
);

function event(eventName: string, data: object) {
	const instore = { mobile: '918811992995', email: 'maya@example.com', externalId: 'CRM-1001' };
	return {
		eventName,
		orgId: 50933,
		createdAt: 1696315322593,
		data: {
			customerIdentifiers: { customerId: 381921157, loyaltyType: 'loyalty', instore },
			earnedOn: 1696315322450,
			...data,
		},
	};
}
