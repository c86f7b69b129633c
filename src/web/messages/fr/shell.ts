import type { shell as model } from '../en/shell.ts'

export const shell: typeof model = {
  motto: 'ce que disent les documents sur la migration, et à quelle page',
  skip: 'Aller au contenu',
  views: { ask: 'Chercher', registers: 'Registres', add: 'Ajouter', operate: 'Exploitation' },
  language: 'Langue',
  theme: 'Thème',
  themes: { system: 'Auto', light: 'Clair', dark: 'Sombre' },
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  signedInAs: (name, role) => `${name} (${role})`,
  token: 'Jeton',
  tokenWrong: 'Ce jeton n’est pas connu ici',
  tokenHelp:
    'Un exploitant en crée un avec « rihla token ». Il est envoyé une fois et n’est pas gardé dans ce navigateur.',
  colon: '\u00a0: ',
  waiting: 'Chargement…',
  failed: 'Cela n’a pas fonctionné',
  wayOut: 'Que faire',
  notFound: 'Il n’y a pas de telle page ici',
  notFoundHelp: 'L’adresse est peut-être mal saisie, ou ce qui s’y trouvait a disparu.',
  backToAsk: 'Interroger les archives',
  close: 'Fermer',
  more: 'En voir plus',
  copy: 'Copier',
  copied: 'Copié',
}
