import { Module } from '@nestjs/common';
import { Founding } from './founding';
import { SetupController } from './setup.controller';

@Module({ controllers: [SetupController], providers: [Founding], exports: [Founding] })
export class FoundingModule {}
