import { Module } from '@nestjs/common';
import { OrganisationsResolver } from './organisations.resolver';
import { Registration } from './registration';
import { SigningKeysResolver } from './signing-keys.resolver';

@Module({ providers: [Registration, OrganisationsResolver, SigningKeysResolver] })
export class OrganisationsModule {}
