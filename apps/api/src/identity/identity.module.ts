import { Module } from '@nestjs/common';
import { Invitations } from './invitations';
import { InvitationsController } from './invitations.controller';

@Module({ controllers: [InvitationsController], providers: [Invitations] })
export class IdentityModule {}
