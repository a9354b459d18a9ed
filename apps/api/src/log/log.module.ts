import { Module } from '@nestjs/common';
import { KeyEntries } from './key-entries';
import { LogController } from './log.controller';
import { ProofResolver } from './proof.resolver';
import { Proofs } from './proofs';

@Module({ controllers: [LogController], providers: [Proofs, KeyEntries, ProofResolver] })
export class LogModule {}
