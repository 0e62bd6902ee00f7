import { listed, type NamePack } from './name-pack.ts'

export const chinese: NamePack = {
  name: 'Chinese',
  weight: 6,
  homes: [
    { locale: 'zh-CN', phonePrefix: '+86 138 ', cities: ['上海', '成都', '杭州'] },
    { locale: 'zh-TW', phonePrefix: '+886 9', cities: ['台北', '高雄'] },
    { locale: 'zh-HK', phonePrefix: '+852 9', cities: ['香港'] }
  ],
  given: listed(`
    伟/wei, 秀英/xiuying, 子涵/zihan, 浩然/haoran, 欣怡/xinyi, 建国/jianguo, 雨桐/yutong, 明/ming, 思远/siyuan,
    美玲/meiling, 嘉豪/jiahao, 静/jing, 梓萱/zixuan, 志强/zhiqiang
  `),
  family: listed(`
    王/wang, 李/li, 張/zhang, 刘/liu, 陳/chen, 楊/yang, 赵/zhao, 黃/huang, 周/zhou, 吴/wu, 欧阳/ouyang,
    司马/sima
  `),
  order: 'family-first',
  separator: ''
}

export const japanese: NamePack = {
  name: 'Japanese',
  weight: 6,
  homes: [{ locale: 'ja-JP', phonePrefix: '+81 90 ', cities: ['東京', '大阪', '札幌', '福岡'] }],
  given: listed(`
    さくら/sakura, 陽翔/haruto, 結衣/yui, 蓮/ren, 美咲/misaki, 健太/kenta, あかり/akari, 大輔/daisuke, 葵/aoi,
    ユウキ/yuki, 千尋/chihiro, 翔太/shota, まゆみ/mayumi, 直樹/naoki
  `),
  family: listed(`
    佐藤/sato, 鈴木/suzuki, 高橋/takahashi, 田中/tanaka, 渡辺/watanabe, 伊藤/ito, 山本/yamamoto, 小林/kobayashi,
    齋藤/saito, 長谷川/hasegawa, 五十嵐/igarashi
  `),
  order: 'family-first',
  separator: ' '
}

export const korean: NamePack = {
  name: 'Korean',
  weight: 4,
  homes: [{ locale: 'ko-KR', phonePrefix: '+82 10 ', cities: ['서울', '부산', '대전'] }],
  given: listed(`
    서연/seoyeon, 민준/minjun, 지우/jiwoo, 하윤/hayoon, 도현/dohyun, 은지/eunji, 준호/junho, 수빈/subin,
    예린/yerin, 태양/taeyang
  `),
  family: listed(`
    김/kim, 이/lee, 박/park, 최/choi, 정/jung, 강/kang, 윤/yoon, 한/han, 남궁/namgung
  `),
  order: 'family-first',
  separator: ''
}
