import { agent, either, follower, maybe, type Topic } from '../topic.ts'

export const japanese: Topic = {
  name: 'Japanese',
  language: 'ja',
  weight: { telecom: 1, coffee: 1, radio: 1, cinema: 1 },
  plots: [
    [
      follower(
        '[こんにちは|お世話になっております|すみません]。注文番号{order}の商品がまだ届いていません。',
        '荷物はどこにありますか？注文番号は{order}、注文日は{pastDate}です。',
        '{pastDate}に注文した{order}ですが、いつ届きますか？'
      ),
      agent(
        '{first}様、お待たせして申し訳ございません。すぐに確認いたします。',
        '{first}様、{agent}と申します。少々お待ちください。'
      ),
      maybe(0.5, follower('お願いします。', 'はい、待っています。', 'プレゼントなので急いでいます🙏')),
      agent(
        '{date}の{clock}までにお届けの予定です。追跡番号は{tracking}です。',
        'ご不在だったため、{date}に再配達いたします。'
      ),
      follower(
        '[ありがとうございます|助かりました|承知しました]！',
        '宅配ボックスに入れてもらえますか？',
        '了解です👍',
        'わかりました。待ってみます。'
      ),
      maybe(
        0.5,
        agent(
          'とんでもございません。またいつでもご連絡ください。',
          'かしこまりました。そのように手配いたします。'
        )
      )
    ],
    [
      either(
        [
          follower(
            'クーポン「{coupon}」がレジで読み取れませんでした。',
            'コード{code}が使えないと言われました。'
          ),
          agent('{first}様、新しいコードをお送りしました。末尾は{digits}です。')
        ],
        [
          follower(
            'ポイントが{morePoints}から{points}に減っています。なぜですか？',
            'アップデート後にアプリが落ちます（{phone}、{version}）'
          ),
          agent('{first}様、修正いたしました。ご確認いただけますか？')
        ]
      ),
      follower('使えました！ありがとうございます😊', '直りました。', 'まだ同じです…', '早い対応に感謝です'),
      maybe(0.5, agent('よかったです！', '引き続きよろしくお願いいたします。'))
    ]
  ]
}
