import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';

/** Who may administer an organisation's members and API keys: its administrators, nobody else. */
export const accessControl = createAccessControl({
  ...defaultStatements,
  apiKey: ['create', 'read', 'update', 'delete'],
} as const);

const nothing = { organization: [], member: [], invitation: [], team: [], ac: [], apiKey: [] } as const;

export const memberRoles = {
  admin: accessControl.newRole({
    ...nothing,
    organization: ['update'],
    member: ['create', 'update', 'delete'],
    invitation: ['create', 'cancel'],
    apiKey: ['create', 'read', 'update', 'delete'],
  }),
  operator: accessControl.newRole(nothing),
  auditor: accessControl.newRole(nothing),
};
