import { Module } from '@nestjs/common';
import { PayloadsController } from './payloads.controller';

@Module({ controllers: [PayloadsController] })
export class PayloadsModule {}
