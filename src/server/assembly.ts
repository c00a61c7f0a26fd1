/** All machines and relations of the assembly, enrolled by being imported. */
import './handling/relations.ts';
import './proposals/relations.ts';
export { assignmentLifecycle } from './handling/assignment-lifecycle.ts';
export { replyLifecycle } from './handling/reply-lifecycle.ts';
export { commitmentLifecycle } from './handling/commitment-lifecycle.ts';
export { proposalLifecycle } from './proposals/lifecycle.ts';
export { signatureLifecycle } from './proposals/signature-lifecycle.ts';
export { evaluationLifecycle } from './proposals/evaluation-lifecycle.ts';
export { nominationLifecycle } from './proposals/nomination-lifecycle.ts';
