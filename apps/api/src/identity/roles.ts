import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';

/**
 * Who may administer an organisation's members and API keys: its administrators, nobody else. Its name and role are the
 * ledger's to say, and nobody's to change here.
 */
export const accessControl = createAccessControl({
  ...defaultStatements,
  apiKey: ['create', 'read', 'update', 'delete'],
} as const);

const nothing = { organization: [], member: [], invitation: [], team: [], ac: [], apiKey: [] } as const;

export const memberRoles = {
  admin: accessControl.newRole({
    ...nothing,
    member: ['create', 'update', 'delete'],
    invitation: ['create', 'cancel'],
    apiKey: ['create', 'read', 'update', 'delete'],
  }),
  operator: accessControl.newRole(nothing),
  auditor: accessControl.newRole(nothing),
};
