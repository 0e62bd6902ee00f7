import { agent, either, follower, maybe, type Topic } from '../topic.ts'

export const spanish: Topic = {
  name: 'Spanish',
  language: 'es',
  weight: { telecom: 1, coffee: 1, radio: 1, cinema: 1 },
  plots: [
    [
      follower(
        '[Hola|Buenas|Buenos días|Buenas tardes], mi pedido {order} todavía no ha llegado. [¿Me pueden ayudar?|¿Saben algo?]',
        '¿Dónde está mi paquete? El número es {order}, lo pedí el {pastDate}',
        'Hola! Llevo esperando el pedido {order} desde el {pastDate} 😩'
      ),
      agent(
        'Hola {first}, lo siento mucho. Lo reviso ahora mismo.',
        '¡Hola {first}! Soy {agent}. Un momento, por favor.'
      ),
      maybe(0.5, follower('Vale, espero', 'Gracias, aquí sigo', 'Es un regalo, por favor 🙏')),
      agent(
        'Ya lo encontré: sale hoy y llega el {date}. El seguimiento es {tracking}.',
        'El repartidor no encontró a nadie. Volverá el {date} antes de las {clock}.'
      ),
      follower(
        'Perfecto, [mil gracias|muchas gracias|gracias] 🙌',
        '¿Puede dejarlo con el vecino?',
        '¡Qué rápido! Gracias, {agent}',
        'Bueno, esperaré. Gracias.'
      ),
      maybe(0.5, agent('¡A ti, {first}! Que tengas un buen día.', 'Claro que sí, anotado.'))
    ],
    [
      either(
        [
          follower(
            'El cupón "{coupon}" no funciona en la caja, dice que ya está usado',
            'Hola, el código {code} no es válido según la tienda'
          ),
          agent('Hola {first}, te acabo de enviar uno nuevo. Termina en {digits}.'),
          follower('¡Ahora sí! Gracias', 'Ya funciona 🎉', 'Nada, sigue igual...')
        ],
        [
          follower(
            '¿Por qué no puedo descargar el tono {ringtone}? Ya pagué los {points} puntos',
            'No me llegan las notificaciones desde la última actualización'
          ),
          agent('¡Hola! ¿Qué teléfono tienes y qué versión de la aplicación?'),
          follower('Es un {phone}, versión {version}', '{phone}', 'La {version}'),
          agent('Actualízala, por favor: la nueva lo corrige.'),
          follower('Listo, ya va bien', 'Perfecto, gracias {agent}', 'Lo pruebo esta noche')
        ]
      ),
      maybe(0.6, agent('¡Me alegro! Saludos, {agent}', '¡Un saludo, {first}!'))
    ]
  ]
}
