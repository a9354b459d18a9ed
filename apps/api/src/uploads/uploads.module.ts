import { Module } from '@nestjs/common';
import { Uploads } from './uploads';
import { UploadsController } from './uploads.controller';

@Module({ controllers: [UploadsController], providers: [Uploads], exports: [Uploads] })
export class UploadsModule {}
