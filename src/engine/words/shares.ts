/** Words about slices of a register shown to somebody outside. */
import type { Catalogue } from './template';

export const SHARES: Catalogue = {
  'share.shared': ['已分享 {n} 列給 {who}', '已共享 {n} 行给 {who}', '{n} {n|row|rows} shared with {who}'],
  'share.ended': ['已收回，檔案已清空', '已收回，文件已清空', 'Taken back, the file is empty'],
  'share.no-register': [
    '沒有「{typed}」這本登記簿，是不是「{guess}」？',
    '没有“{typed}”这本登记簿，是不是“{guess}”？',
    'There is no register “{typed}”; perhaps “{guess}”?',
  ],
  'share.restricted': [
    '「{register}」不能給外人看；請選別的登記簿',
    '“{register}”不能给外人看；请选别的登记簿',
    '“{register}” cannot be shared; choose another register',
  ],
  'share.no-column': [
    '登記簿裡沒有「{typed}」這一欄，是不是「{guess}」？',
    '登记簿里没有“{typed}”这一列，是不是“{guess}”？',
    'The register has no column “{typed}”; perhaps “{guess}”?',
  ],
  'share.no-value': [
    '{field}沒有「{typed}」，是不是「{guess}」？',
    '{field}没有“{typed}”，是不是“{guess}”？',
    '{field} is never “{typed}”; perhaps “{guess}”?',
  ],
  'share.unknown-value': [
    '{field}找不到「{typed}」，請照登記簿裡的寫法或填編號',
    '{field}找不到“{typed}”，请照登记簿里的写法或填编号',
    '{field}: there is no “{typed}”; write it as the register does, or its number',
  ],
  'share.no-address': [
    '「{typed}」不是電子郵件，例：repair@vendor.example',
    '“{typed}”不是电子邮件，例：repair@vendor.example',
    '“{typed}” is no e-mail address, e.g. repair@vendor.example',
  ],
  'share.refused': [
    'Google 不肯分享，下一輪再試：{why}',
    'Google 不肯共享，下一轮再试：{why}',
    'Google refuses to share; tried again at the next tick: {why}',
  ],
  'share.lost': [
    '檔案不見了，下一輪重做；要停請選「收回」',
    '文件不见了，下一轮重做；要停请选“收回”',
    'The file is gone and is made anew; choose End to stop it',
  ],
};
