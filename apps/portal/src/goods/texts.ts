import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    open: 'Open {name}',
    close: 'Close {name}',
    packsIn: '{count} {count|pack|packs}',
    allPacks: 'All {count} {count|pack|packs}',
    nothingIn: 'Nothing in it',
    loading: 'Looking into it…',
    loose: '{count} loose packs',
    treeHelp: 'Arrow keys move and open, Enter shows the whole.',
  },
  {
    open: '打开 {name}',
    close: '收起 {name}',
    packsIn: '{count} 盒',
    allPacks: '全部 {count} 盒',
    nothingIn: '内无货物',
    loading: '正在查看…',
    loose: '{count} 盒散装',
    treeHelp: '方向键移动和展开，回车键查看详情。',
  },
);
