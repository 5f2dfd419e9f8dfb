/** Names of one origin; given names of three ages, because nobody of eighty is called Liam. Spaces separate, `_` joins. */
export interface NameGroup {
  readonly weight: number;
  readonly families: readonly string[];
  readonly women: {
    readonly old: readonly string[];
    readonly middle: readonly string[];
    readonly young: readonly string[];
  };
  readonly men: {
    readonly old: readonly string[];
    readonly middle: readonly string[];
    readonly young: readonly string[];
  };
}

function list(names: string): readonly string[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll('_', ' '));
}

const flemish: NameGroup = {
  weight: 76,
  families: list(`Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters De_Smet Vermeulen Hermans Aerts
    Michiels Lambrecht D'Hondt D'Haese D'Hooghe Van_den_Broeck Van_de_Velde Van_Damme Van_Acker Vandenberghe Vandenbossche
    Van_Hoecke Van_Laere Vanhaute Verhaeghe Verstraete Vercauteren Verbeke Verhoeven Desmet De_Clercq De_Backer De_Bruyne
    De_Coninck De_Cock De_Groote De_Keyser De_Meyer De_Pauw De_Ridder De_Vos De_Wilde De_Winter Decraene Dewaele Declercq
    Baert Bauwens Blomme Bogaert Bracke Callens Ceulemans Claeys Cools Coppens Cornelis Daems Debruyne Devos Dierickx Dhaenens
    Geerts Gevaert Gielen Haegeman Hendrickx Heyvaert Hoste Huyghe Lenaerts Lauwers Lievens Martens Matthijs Moens Naessens
    Neirynck Nijs Op_de_Beeck Pauwels Pieters Raes Roels Rombouts Schepens Segers Sels Smets Steenbergen Stevens Theys
    Thijs Timmermans Torfs Tytgat Vandamme Van_Impe Van_Overmeire Verlinden Vermeersch Verschueren Vyncke Wauters Wuyts
    Ysebaert Zwaenepoel Müller`),
  women: {
    old: list(
      'Maria Godelieve Simonne Paula Rita Lutgarde Jeannine Monique Christiane Agnes Georgette Irène Denise Marie-José Yvonne',
    ),
    middle: list(
      'Ann Els Katrien Sofie Ilse Greet Veerle Inge Kristel Hilde Nathalie Liesbeth Tine Sarah Evelien Annelies Karen Joke',
    ),
    young: list(
      'Noor Zoë Emma Louise Ella Lien Hanne Fien Marie Jasmijn Amélie Loïs Elise Lotte Juliette Olivia Nina Renée',
    ),
  },
  men: {
    old: list(
      'Jozef Roger Willy Etienne Marcel André Gilbert Frans Omer Albert Gaston Hubert Lucien Paul Germain Noël',
    ),
    middle: list(
      'Jan Piet Bart Koen Wim Dirk Tom Steven Kristof Geert Filip Stijn Peter Johan Pieter Jeroen Bram Gert',
    ),
    young: list(
      'Liam Lucas Arthur Noah Jules Victor Finn Mathis Seppe Wout Thibault Daan Lowie Kobe Siebe Robbe Senne Maël',
    ),
  },
};

const dutch: NameGroup = {
  weight: 4,
  families: list('de_Jong van_Dijk Bakker Visser de_Boer Mulder van_der_Meer Bos Hoekstra van_den_Berg Kuipers Prins'),
  women: {
    old: list('Cornelia Johanna Geertruida Wilhelmina'),
    middle: list('Marieke Femke Anouk Saskia Ingrid'),
    young: list('Sanne Fleur Roos Evi Maud'),
  },
  men: {
    old: list('Hendrik Gerrit Cornelis Dirk'),
    middle: list('Maarten Jeroen Sander Rutger Niels'),
    young: list('Thijs Sem Bram Daan Ruben'),
  },
};

const french: NameGroup = {
  weight: 6,
  families: list(
    "Dubois Lefèvre Lambert Dupont Leclercq de_l'Arbre Gérard Noël François Delvaux Rousseau Léonard Desmarets Hébert Béchet",
  ),
  women: {
    old: list('Françoise Geneviève Thérèse Hélène Bernadette'),
    middle: list('Aurélie Céline Valérie Stéphanie Marie-Hélène'),
    young: list('Chloé Léa Inès Clémence Éloïse'),
  },
  men: {
    old: list('Jean-Pierre René Gérard Michel Hervé'),
    middle: list('Sébastien Frédéric Grégory Benoît Thomas'),
    young: list('Théo Raphaël Gaël Noé Hugo'),
  },
};

const turkish: NameGroup = {
  weight: 4,
  families: list('Yılmaz Kaya Demir Çelik Şahin Öztürk Aydın Arslan Doğan Koç Çetin Güneş'),
  women: {
    old: list('Fatma Emine Hatice'),
    middle: list('Ayşe Gülsüm Özlem Sevgi Büşra'),
    young: list('Elif Zeynep Defne Ceylin'),
  },
  men: {
    old: list('Mehmet Mustafa Hüseyin'),
    middle: list('Ümit Murat Gökhan Özgür Serkan'),
    young: list('Emir Kağan Yiğit Ömer'),
  },
};

const moroccan: NameGroup = {
  weight: 5,
  families: list("El_Amrani Benali El_Idrissi Bouzid Aït_Lahcen El_Khattabi Haddad Ouali M'Barek Chaïb Azzouzi Tahiri"),
  women: {
    old: list('Khadija Aïcha Fatima'),
    middle: list('Naïma Samira Hanane Loubna'),
    young: list('Yasmina Inaya Salma Noura'),
  },
  men: {
    old: list('Mohamed Abdellah Hassan'),
    middle: list('Karim Rachid Saïd Younes'),
    young: list('Ilyas Adam Zakaria Naïm'),
  },
};

const polish: NameGroup = {
  weight: 3,
  families: list('Nowak Kowalczyk Wiśniewski Wójcik Kamiński Zieliński Szymański Dąbrowski Grabowski Jabłoński'),
  women: {
    old: list('Krystyna Halina Zofia'),
    middle: list('Małgorzata Agnieszka Elżbieta Joanna'),
    young: list('Zuzanna Maja Oliwia Łucja'),
  },
  men: {
    old: list('Stanisław Józef Jerzy'),
    middle: list('Łukasz Paweł Michał Grzegorz'),
    young: list('Jakub Szymon Stanisław Błażej'),
  },
};

const other: NameGroup = {
  weight: 2,
  families: list('Nguyễn Müller Schröder García Fernández Popović Öberg Kovačević Silva Ionescu Okafor Rahimi'),
  women: {
    old: list('Ursula Dolores Mirjana'),
    middle: list('Svetlana Mónica Thị_Lan Ioana'),
    young: list('Anaïs Sofía Mia Lilou'),
  },
  men: {
    old: list('Jürgen José Dragan'),
    middle: list('Björn Jesús Željko Radu'),
    young: list('Matéo Iván Noa Elías'),
  },
};

export const nameGroups: readonly NameGroup[] = [flemish, dutch, french, turkish, moroccan, polish, other];
