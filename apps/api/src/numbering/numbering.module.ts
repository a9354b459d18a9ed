import { Module } from '@nestjs/common';
import { SsccAllocator } from './sscc-allocator';

@Module({ providers: [SsccAllocator], exports: [SsccAllocator] })
export class NumberingModule {}
