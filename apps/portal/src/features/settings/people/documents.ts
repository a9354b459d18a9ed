import { graphql, type ResultOf } from '@packproof/client';

export const PEOPLE = graphql('query People { members { id name email role } }');
export const INVITATIONS = graphql('query Invitations { invitations { id email role url expiresAt } }');

export type Person = ResultOf<typeof PEOPLE>['members'][number];
export type Invitation = ResultOf<typeof INVITATIONS>['invitations'][number];
export type Role = Person['role'];

export const ROLES: readonly Role[] = ['ADMIN', 'OPERATOR', 'AUDITOR'];

export const INVITE = graphql(`
  mutation InviteMember($email: String!, $role: MemberRole!) {
    inviteMember(email: $email, role: $role) { id email role url expiresAt }
  }
`);
export const CANCEL_INVITATION = graphql('mutation CancelInvitation($id: ID!) { cancelInvitation(id: $id) { id } }');
export const SET_ROLE = graphql(
  'mutation SetMemberRole($id: ID!, $role: MemberRole!) { setMemberRole(id: $id, role: $role) { id role } }',
);
export const REMOVE = graphql('mutation RemoveMember($id: ID!) { removeMember(id: $id) { id } }');
