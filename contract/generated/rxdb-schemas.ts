// Generated from contract/entities by contract/graphql/generate.ts. Do not edit.

import type { CollectionName } from '../entities/index.ts';
import type { RxdbSchema } from '../graphql/rxdb-schemas.ts';

/** RxDB schema per collection. */
export const rxdbSchemas = {
  "references": {
    "title": "Reference",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "kind": {
        "type": "string",
        "enum": [
          "team",
          "member",
          "room",
          "location",
          "desk",
          "device",
          "calendar",
          "blackout",
          "decisionTree",
          "template",
          "routingRule",
          "dossierType",
          "product",
          "standardText",
          "knowledgeArticle",
          "rightsHint",
          "price",
          "paymentAccount"
        ],
        "maxLength": 40
      },
      "code": {
        "type": "string",
        "maxLength": 60
      },
      "name": {
        "type": "string",
        "maxLength": 200
      },
      "active": {
        "type": "boolean"
      },
      "data": {
        "type": "object",
        "additionalProperties": true
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "kind",
      "code",
      "name",
      "active",
      "data"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "kind",
        "code"
      ]
    ]
  },
  "persons": {
    "title": "Person",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "kind": {
        "type": "string",
        "enum": [
          "citizen",
          "enterprise",
          "association"
        ],
        "maxLength": 40
      },
      "displayName": {
        "type": "string",
        "maxLength": 200
      },
      "givenName": {
        "type": "string",
        "maxLength": 100
      },
      "familyName": {
        "type": "string",
        "maxLength": 100
      },
      "birthDate": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "nationalNumber": {
        "type": "string",
        "maxLength": 11
      },
      "enterpriseNumber": {
        "type": "string",
        "maxLength": 10
      },
      "associationCode": {
        "type": "string",
        "maxLength": 8
      },
      "address": {
        "type": "object",
        "properties": {
          "streetName": {
            "type": "string",
            "maxLength": 120
          },
          "houseNumber": {
            "type": "string",
            "maxLength": 12
          },
          "boxNumber": {
            "type": "string",
            "maxLength": 12
          },
          "postalCode": {
            "type": "string",
            "maxLength": 12
          },
          "municipality": {
            "type": "string",
            "maxLength": 80
          },
          "country": {
            "type": "string",
            "maxLength": 60
          }
        },
        "required": [
          "streetName",
          "houseNumber",
          "postalCode",
          "municipality"
        ],
        "additionalProperties": false
      },
      "phoneNumbers": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "number": {
              "type": "string",
              "maxLength": 30
            },
            "label": {
              "type": "string",
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "number"
          ],
          "additionalProperties": false
        }
      },
      "emailAddresses": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "address": {
              "type": "string",
              "maxLength": 254
            },
            "label": {
              "type": "string",
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "address"
          ],
          "additionalProperties": false
        }
      },
      "preferredChannel": {
        "type": "string",
        "enum": [
          "email",
          "sms",
          "citizenProfile",
          "eBox",
          "paper",
          "phone"
        ],
        "maxLength": 40
      },
      "language": {
        "type": "string",
        "enum": [
          "nl",
          "fr",
          "de",
          "en"
        ],
        "maxLength": 40
      },
      "optIns": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "channel": {
              "type": "string",
              "enum": [
                "email",
                "sms",
                "citizenProfile",
                "eBox",
                "paper",
                "phone"
              ],
              "maxLength": 40
            },
            "allowed": {
              "type": "boolean"
            },
            "since": {
              "type": "string",
              "maxLength": 10,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
            }
          },
          "required": [
            "id",
            "channel",
            "allowed",
            "since"
          ],
          "additionalProperties": false
        }
      },
      "flags": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "kind": {
              "type": "string",
              "enum": [
                "addressSecret",
                "deceased",
                "safetyMeasure",
                "guardianship",
                "mailReturned"
              ],
              "maxLength": 40
            },
            "since": {
              "type": "string",
              "maxLength": 10,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
            },
            "explanation": {
              "type": "string",
              "maxLength": 500
            }
          },
          "required": [
            "id",
            "kind",
            "since"
          ],
          "additionalProperties": false
        }
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "history": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "kind": {
              "type": "string",
              "enum": [
                "created",
                "statusChanged",
                "assigned",
                "fieldsChanged",
                "noteAdded",
                "interactionLinked",
                "documentAdded",
                "termEvent",
                "conflictResolved",
                "corrected"
              ],
              "maxLength": 40
            },
            "parameters": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "kind"
          ],
          "additionalProperties": false
        }
      },
      "lastContactAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "rightsAnswers": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "hintCode": {
              "type": "string",
              "maxLength": 60
            },
            "answer": {
              "type": "string",
              "enum": [
                "wanted",
                "notApplicable",
                "notWanted"
              ],
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "hintCode",
            "answer"
          ],
          "additionalProperties": false
        }
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "kind",
      "displayName",
      "phoneNumbers",
      "emailAddresses",
      "language",
      "optIns",
      "flags",
      "notes",
      "history"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "displayName"
      ],
      [
        "nationalNumber"
      ],
      [
        "enterpriseNumber"
      ]
    ]
  },
  "dossiers": {
    "title": "Dossier",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "number": {
        "type": "string",
        "maxLength": 50
      },
      "typeCode": {
        "type": "string",
        "maxLength": 60
      },
      "subject": {
        "type": "string",
        "maxLength": 300
      },
      "description": {
        "type": "string",
        "maxLength": 20000
      },
      "status": {
        "type": "string",
        "enum": [
          "registered",
          "submitted",
          "incomplete",
          "complete",
          "admissible",
          "inadmissible",
          "inProgress",
          "awaitingAdvice",
          "readyForDecision",
          "decided",
          "inExecution",
          "closed",
          "withdrawn",
          "reopened"
        ],
        "maxLength": 40
      },
      "statusSince": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "outcome": {
        "type": "string",
        "enum": [
          "approved",
          "partly",
          "refused"
        ],
        "maxLength": 40
      },
      "channel": {
        "type": "string",
        "enum": [
          "counter",
          "phone",
          "email",
          "eCounter",
          "video",
          "post"
        ],
        "maxLength": 40
      },
      "applicantId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "parties": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "personId": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "role": {
              "type": "string",
              "enum": [
                "applicant",
                "coApplicant",
                "representative",
                "architect",
                "owner",
                "objector",
                "other"
              ],
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "personId",
            "role"
          ],
          "additionalProperties": false
        }
      },
      "address": {
        "type": "object",
        "properties": {
          "streetName": {
            "type": "string",
            "maxLength": 120
          },
          "houseNumber": {
            "type": "string",
            "maxLength": 12
          },
          "boxNumber": {
            "type": "string",
            "maxLength": 12
          },
          "postalCode": {
            "type": "string",
            "maxLength": 12
          },
          "municipality": {
            "type": "string",
            "maxLength": 80
          },
          "country": {
            "type": "string",
            "maxLength": 60
          }
        },
        "required": [
          "streetName",
          "houseNumber",
          "postalCode",
          "municipality"
        ],
        "additionalProperties": false
      },
      "parcel": {
        "type": "string",
        "maxLength": 20
      },
      "teamId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "handlerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "routing": {
        "type": "object",
        "properties": {
          "ruleId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "ruleName": {
            "type": "string",
            "maxLength": 120
          },
          "evidence": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "maxLength": 20
                },
                "field": {
                  "type": "string",
                  "maxLength": 60
                },
                "text": {
                  "type": "string",
                  "maxLength": 200
                }
              },
              "required": [
                "kind",
                "field",
                "text"
              ],
              "additionalProperties": false
            }
          }
        },
        "required": [
          "ruleId",
          "ruleName",
          "evidence"
        ],
        "additionalProperties": false
      },
      "answers": {
        "type": "object",
        "additionalProperties": true
      },
      "openedOn": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "closedOn": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "dueOn": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "termEvents": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "kind": {
              "type": "string",
              "enum": [
                "start",
                "suspend",
                "resume",
                "extend",
                "stop"
              ],
              "maxLength": 40
            },
            "date": {
              "type": "string",
              "maxLength": 10,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
            },
            "days": {
              "type": "integer",
              "minimum": 0,
              "maximum": 3650
            }
          },
          "required": [
            "id",
            "kind",
            "date"
          ],
          "additionalProperties": false
        }
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "history": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "kind": {
              "type": "string",
              "enum": [
                "created",
                "statusChanged",
                "assigned",
                "fieldsChanged",
                "noteAdded",
                "interactionLinked",
                "documentAdded",
                "termEvent",
                "conflictResolved",
                "corrected"
              ],
              "maxLength": 40
            },
            "parameters": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "kind"
          ],
          "additionalProperties": false
        }
      },
      "decisions": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "body": {
              "type": "string",
              "enum": [
                "college",
                "council"
              ],
              "maxLength": 40
            },
            "title": {
              "type": "string",
              "maxLength": 300
            },
            "state": {
              "type": "string",
              "enum": [
                "proposed",
                "onAgenda",
                "treated",
                "signed",
                "published"
              ],
              "maxLength": 40
            },
            "outcome": {
              "type": "string",
              "enum": [
                "approved",
                "refused",
                "postponed",
                "amended"
              ],
              "maxLength": 40
            },
            "meetingOn": {
              "type": "string",
              "maxLength": 10,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
            },
            "publishedAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            }
          },
          "required": [
            "id",
            "body",
            "title",
            "state"
          ],
          "additionalProperties": false
        }
      },
      "payments": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "amountCents": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000000
            },
            "lines": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "object",
                "properties": {
                  "productCode": {
                    "type": "string",
                    "maxLength": 60
                  },
                  "quantity": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 999
                  },
                  "unitCents": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 10000000
                  }
                },
                "required": [
                  "productCode",
                  "quantity",
                  "unitCents"
                ],
                "additionalProperties": false
              }
            },
            "reference": {
              "type": "string",
              "maxLength": 12
            },
            "method": {
              "type": "string",
              "enum": [
                "card",
                "cash",
                "transfer",
                "online"
              ],
              "maxLength": 40
            },
            "state": {
              "type": "string",
              "enum": [
                "open",
                "waitingForCard",
                "busy",
                "paid",
                "declined",
                "cancelled",
                "unknown"
              ],
              "maxLength": 40
            },
            "stateSince": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            }
          },
          "required": [
            "id",
            "amountCents",
            "lines",
            "method",
            "state",
            "stateSince"
          ],
          "additionalProperties": false
        }
      },
      "surveys": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "askedAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "answeredAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "score": {
              "type": "integer",
              "minimum": 1,
              "maximum": 5
            },
            "remark": {
              "type": "string",
              "maxLength": 5000
            }
          },
          "required": [
            "id",
            "askedAt"
          ],
          "additionalProperties": false
        }
      },
      "archive": {
        "type": "object",
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "notDue",
              "due",
              "incomplete",
              "exported",
              "accepted",
              "rejected",
              "destroyed"
            ],
            "maxLength": 40
          },
          "dueOn": {
            "type": "string",
            "maxLength": 10,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
          }
        },
        "required": [
          "state"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "number",
      "typeCode",
      "subject",
      "status",
      "statusSince",
      "channel",
      "applicantId",
      "parties",
      "teamId",
      "answers",
      "openedOn",
      "termEvents",
      "notes",
      "history",
      "decisions",
      "payments",
      "surveys"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "number"
      ],
      [
        "applicantId"
      ],
      [
        "teamId",
        "status"
      ],
      [
        "handlerId",
        "status"
      ],
      [
        "status",
        "dueOn"
      ],
      [
        "updatedAt"
      ]
    ]
  },
  "interactions": {
    "title": "Interaction",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "channel": {
        "type": "string",
        "enum": [
          "counter",
          "phone",
          "email",
          "eCounter",
          "video",
          "post"
        ],
        "maxLength": 40
      },
      "direction": {
        "type": "string",
        "enum": [
          "incoming",
          "outgoing"
        ],
        "maxLength": 40
      },
      "state": {
        "type": "string",
        "enum": [
          "received",
          "acknowledged",
          "labelled",
          "assigned",
          "answered"
        ],
        "maxLength": 40
      },
      "at": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "by": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "subject": {
        "type": "string",
        "maxLength": 300
      },
      "text": {
        "type": "string",
        "maxLength": 20000
      },
      "result": {
        "type": "string",
        "enum": [
          "answered",
          "dossierOpened",
          "handedOver",
          "appointmentMade",
          "callBack",
          "noAnswer"
        ],
        "maxLength": 40
      },
      "assurance": {
        "type": "string",
        "enum": [
          "eIdRead",
          "documentSeen",
          "known",
          "questions",
          "notEstablished"
        ],
        "maxLength": 40
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierIds": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64,
          "pattern": "^[A-Za-z0-9_.:-]+$"
        }
      },
      "teamId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "durationSeconds": {
        "type": "integer",
        "minimum": 0,
        "maximum": 86400
      },
      "labels": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "string",
          "maxLength": 60
        }
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "visitId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "links": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "collection": {
              "type": "string",
              "enum": [
                "persons",
                "documents",
                "appointments",
                "payments"
              ],
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "collection"
          ],
          "additionalProperties": false
        }
      },
      "nextStep": {
        "type": "string",
        "maxLength": 500
      },
      "answerChannel": {
        "type": "string",
        "enum": [
          "email",
          "sms",
          "citizenProfile",
          "eBox",
          "paper",
          "phone"
        ],
        "maxLength": 40
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "channel",
      "direction",
      "state",
      "at",
      "by",
      "subject",
      "text",
      "dossierIds",
      "labels",
      "notes"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "personId",
        "at"
      ],
      [
        "at"
      ]
    ]
  },
  "tasks": {
    "title": "Task",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "kind": {
        "type": "string",
        "enum": [
          "callBack",
          "advice",
          "action",
          "handover"
        ],
        "maxLength": 40
      },
      "title": {
        "type": "string",
        "maxLength": 300
      },
      "text": {
        "type": "string",
        "maxLength": 20000
      },
      "state": {
        "type": "string",
        "enum": [
          "open",
          "received",
          "inProgress",
          "returned",
          "done",
          "cancelled"
        ],
        "maxLength": 40
      },
      "teamId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "memberId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dueOn": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "returnReason": {
        "type": "string",
        "maxLength": 2000
      },
      "promised": {
        "type": "string",
        "maxLength": 2000
      },
      "doneAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "senderId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "checked": {
        "type": "string",
        "maxLength": 2000
      },
      "citizenMayKnow": {
        "type": "string",
        "maxLength": 2000
      },
      "visitId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "questionId": {
        "type": "string",
        "maxLength": 64
      },
      "answer": {
        "type": "string",
        "maxLength": 20000
      },
      "steps": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "event": {
              "type": "string",
              "enum": [
                "sent",
                "read",
                "received",
                "started",
                "returned",
                "sentAgain",
                "done",
                "cancelled",
                "seen"
              ],
              "maxLength": 40
            },
            "reason": {
              "type": "string",
              "maxLength": 2000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "event"
          ],
          "additionalProperties": false
        }
      },
      "seenAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "kind",
      "title",
      "state",
      "teamId",
      "notes"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "dossierId"
      ],
      [
        "personId"
      ],
      [
        "teamId",
        "state"
      ],
      [
        "memberId",
        "state"
      ],
      [
        "senderId",
        "state"
      ]
    ]
  },
  "appointments": {
    "title": "Appointment",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "code": {
        "type": "string",
        "maxLength": 12
      },
      "state": {
        "type": "string",
        "enum": [
          "held",
          "requested",
          "booked",
          "confirmed",
          "reminded",
          "arrived",
          "served",
          "noShow",
          "cancelled",
          "rescheduled",
          "refused"
        ],
        "maxLength": 40
      },
      "stateReason": {
        "type": "string",
        "maxLength": 1000
      },
      "mode": {
        "type": "string",
        "enum": [
          "physical",
          "digital",
          "hybrid"
        ],
        "maxLength": 40
      },
      "productCode": {
        "type": "string",
        "maxLength": 60
      },
      "subject": {
        "type": "string",
        "maxLength": 300
      },
      "answers": {
        "type": "object",
        "additionalProperties": true
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "guests": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "name": {
              "type": "string",
              "maxLength": 120
            },
            "role": {
              "type": "string",
              "maxLength": 60
            },
            "remote": {
              "type": "boolean"
            }
          },
          "required": [
            "id",
            "name",
            "role",
            "remote"
          ],
          "additionalProperties": false
        }
      },
      "memberIds": {
        "type": "array",
        "maxItems": 10,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64,
          "pattern": "^[A-Za-z0-9_.:-]+$"
        }
      },
      "teamId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "roomId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "locationId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "deskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "persons": {
        "type": "integer",
        "minimum": 1,
        "maximum": 20
      },
      "bufferMinutes": {
        "type": "integer",
        "minimum": 0,
        "maximum": 240
      },
      "meetingLink": {
        "type": "string",
        "maxLength": 500
      },
      "startsAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "endsAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "heldUntil": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "reservation": {
        "type": "object",
        "properties": {
          "deviceId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "deskId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "leasedUntil": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "release": {
            "type": "boolean"
          },
          "freedAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          }
        },
        "required": [
          "deviceId",
          "memberId",
          "leasedUntil",
          "release"
        ],
        "additionalProperties": false
      },
      "toCall": {
        "type": "object",
        "properties": {
          "reason": {
            "type": "string",
            "enum": [
              "noShow",
              "late",
              "notPossible"
            ],
            "maxLength": 40
          },
          "minutes": {
            "type": "integer",
            "minimum": 1,
            "maximum": 240
          },
          "since": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "calls": {
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "at": {
                  "type": "string",
                  "maxLength": 30,
                  "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
                },
                "by": {
                  "type": "object",
                  "properties": {
                    "memberId": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 64,
                      "pattern": "^[A-Za-z0-9_.:-]+$"
                    },
                    "name": {
                      "type": "string",
                      "maxLength": 120
                    }
                  },
                  "required": [
                    "memberId",
                    "name"
                  ],
                  "additionalProperties": false
                },
                "result": {
                  "type": "string",
                  "enum": [
                    "reached",
                    "noAnswer",
                    "wrongNumber"
                  ],
                  "maxLength": 40
                }
              },
              "required": [
                "id",
                "at",
                "by",
                "result"
              ],
              "additionalProperties": false
            }
          },
          "closedAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "rebooked",
              "notNeeded",
              "notReached"
            ],
            "maxLength": 40
          }
        },
        "required": [
          "reason",
          "since",
          "calls"
        ],
        "additionalProperties": false
      },
      "stands": {
        "type": "object",
        "properties": {
          "despite": {
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": {
              "type": "string",
              "enum": [
                "closedDay",
                "outsideHours",
                "locationGone",
                "locationBlocked",
                "placeGone",
                "placeBlocked",
                "memberGone",
                "memberAway",
                "memberUnable",
                "tooMany"
              ],
              "maxLength": 40
            }
          },
          "at": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "by": {
            "type": "object",
            "properties": {
              "memberId": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^[A-Za-z0-9_.:-]+$"
              },
              "name": {
                "type": "string",
                "maxLength": 120
              }
            },
            "required": [
              "memberId",
              "name"
            ],
            "additionalProperties": false
          }
        },
        "required": [
          "despite",
          "at",
          "by"
        ],
        "additionalProperties": false
      },
      "movedFrom": {
        "type": "object",
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "held",
              "requested",
              "booked",
              "confirmed",
              "reminded",
              "arrived",
              "served",
              "noShow",
              "cancelled",
              "rescheduled",
              "refused"
            ],
            "maxLength": 40
          },
          "mode": {
            "type": "string",
            "enum": [
              "physical",
              "digital",
              "hybrid"
            ],
            "maxLength": 40
          },
          "memberIds": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            }
          },
          "roomId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "deskId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "locationId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "persons": {
            "type": "integer",
            "minimum": 1,
            "maximum": 20
          },
          "bufferMinutes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 240
          },
          "startsAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "endsAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          }
        },
        "required": [
          "state",
          "mode",
          "memberIds",
          "startsAt",
          "endsAt"
        ],
        "additionalProperties": false
      },
      "bring": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "string",
          "maxLength": 200
        }
      },
      "notices": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "kind": {
              "type": "string",
              "enum": [
                "confirmation",
                "reminder",
                "change",
                "cancellation"
              ],
              "maxLength": 40
            },
            "channel": {
              "type": "string",
              "enum": [
                "email",
                "sms",
                "citizenProfile",
                "eBox",
                "paper",
                "phone"
              ],
              "maxLength": 40
            },
            "sentAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "deliveredAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "readAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            }
          },
          "required": [
            "id",
            "kind",
            "channel"
          ],
          "additionalProperties": false
        }
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "external": {
        "type": "object",
        "properties": {
          "master": {
            "type": "string",
            "enum": [
              "jcc",
              "qmatic"
            ],
            "maxLength": 40
          },
          "state": {
            "type": "string",
            "enum": [
              "held",
              "asked",
              "booked",
              "unknown",
              "clash",
              "cancelled"
            ],
            "maxLength": 40
          },
          "id": {
            "type": "string",
            "maxLength": 128
          },
          "startsAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "endsAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "insteadOfId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "leftIds": {
            "type": "array",
            "maxItems": 10,
            "items": {
              "type": "string",
              "maxLength": 128
            }
          },
          "missingSince": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          }
        },
        "required": [
          "master",
          "state"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "code",
      "state",
      "mode",
      "productCode",
      "subject",
      "answers",
      "guests",
      "memberIds",
      "teamId",
      "startsAt",
      "endsAt",
      "bring",
      "notices",
      "notes"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "personId"
      ],
      [
        "dossierId"
      ],
      [
        "startsAt"
      ]
    ]
  },
  "visits": {
    "title": "Visit",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "ticket": {
        "type": "string",
        "maxLength": 12
      },
      "state": {
        "type": "string",
        "enum": [
          "waiting",
          "called",
          "serving",
          "parked",
          "finished",
          "left",
          "noShow"
        ],
        "maxLength": 40
      },
      "arrivedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "locationId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "deskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "memberId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "appointmentId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "priority": {
        "type": "integer",
        "minimum": 0,
        "maximum": 9
      },
      "assurance": {
        "type": "string",
        "enum": [
          "eIdRead",
          "documentSeen",
          "known",
          "questions",
          "notEstablished"
        ],
        "maxLength": 40
      },
      "services": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "productCode": {
              "type": "string",
              "maxLength": 60
            },
            "state": {
              "type": "string",
              "enum": [
                "waiting",
                "serving",
                "paused",
                "finished"
              ],
              "maxLength": 40
            },
            "startedAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "endedAt": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "pausedSeconds": {
              "type": "integer",
              "minimum": 0
            },
            "timeNotReliable": {
              "type": "boolean"
            }
          },
          "required": [
            "id",
            "productCode",
            "state",
            "pausedSeconds",
            "timeNotReliable"
          ],
          "additionalProperties": false
        }
      },
      "draft": {
        "type": "string",
        "maxLength": 20000
      },
      "notes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "text": {
              "type": "string",
              "maxLength": 20000
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "text"
          ],
          "additionalProperties": false
        }
      },
      "finishedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "steps": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "event": {
              "type": "string",
              "enum": [
                "arrived",
                "called",
                "recalled",
                "served",
                "parked",
                "resumed",
                "returned",
                "transferred",
                "finished",
                "reopened",
                "takenOver",
                "left",
                "noShow"
              ],
              "maxLength": 40
            },
            "deskId": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "deviceId": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "event"
          ],
          "additionalProperties": false
        }
      },
      "waitsForDeskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "reservation": {
        "type": "object",
        "properties": {
          "deviceId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "deskId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "at": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "release": {
            "type": "boolean"
          }
        },
        "required": [
          "deviceId",
          "deskId",
          "at",
          "release"
        ],
        "additionalProperties": false
      },
      "touched": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "collection": {
              "type": "string",
              "enum": [
                "persons",
                "dossiers",
                "documents",
                "appointments",
                "payments"
              ],
              "maxLength": 40
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "isWritten": {
              "type": "boolean"
            },
            "serviceId": {
              "type": "string",
              "maxLength": 64
            }
          },
          "required": [
            "id",
            "collection",
            "at",
            "isWritten"
          ],
          "additionalProperties": false
        }
      },
      "exceptions": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "kind": {
              "type": "string",
              "enum": [
                "cardInReader",
                "unpaid"
              ],
              "maxLength": 40
            },
            "reason": {
              "type": "string",
              "maxLength": 500
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "kind",
            "reason"
          ],
          "additionalProperties": false
        }
      },
      "rightsAnswers": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "hintCode": {
              "type": "string",
              "maxLength": 60
            },
            "answer": {
              "type": "string",
              "enum": [
                "wanted",
                "notApplicable",
                "notWanted"
              ],
              "maxLength": 40
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "hintCode",
            "answer"
          ],
          "additionalProperties": false
        }
      },
      "backOffice": {
        "type": "object",
        "properties": {
          "subject": {
            "type": "string",
            "enum": [
              "product",
              "mail",
              "telephone",
              "dossiers",
              "archive",
              "meeting",
              "other"
            ],
            "maxLength": 40
          }
        },
        "required": [
          "subject"
        ],
        "additionalProperties": false
      },
      "pageHashes": {
        "type": "array",
        "maxItems": 20,
        "items": {
          "type": "string",
          "minLength": 64,
          "maxLength": 64,
          "pattern": "^[0-9a-f]{64}$"
        }
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "ticket",
      "state",
      "arrivedAt",
      "locationId",
      "priority",
      "services",
      "draft",
      "notes"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "state",
        "arrivedAt"
      ],
      [
        "personId"
      ]
    ]
  },
  "documents": {
    "title": "DossierDocument",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "title": {
        "type": "string",
        "maxLength": 300
      },
      "fileName": {
        "type": "string",
        "maxLength": 200
      },
      "mediaType": {
        "type": "string",
        "maxLength": 100
      },
      "kind": {
        "type": "string",
        "enum": [
          "identity",
          "form",
          "letter",
          "certificate",
          "income",
          "contract",
          "plan",
          "invoice",
          "other",
          "passportPhoto"
        ],
        "maxLength": 40
      },
      "source": {
        "type": "string",
        "enum": [
          "scan",
          "mail",
          "template",
          "upload"
        ],
        "maxLength": 40
      },
      "signing": {
        "type": "string",
        "enum": [
          "draft",
          "shared",
          "partlySigned",
          "completed",
          "declined",
          "recalled"
        ],
        "maxLength": 40
      },
      "receivedOn": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "versions": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "contentHash": {
              "type": "string",
              "maxLength": 64
            },
            "sizeBytes": {
              "type": "integer",
              "minimum": 0
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            }
          },
          "required": [
            "id",
            "contentHash",
            "sizeBytes",
            "at",
            "by"
          ],
          "additionalProperties": false
        }
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "title",
      "fileName",
      "mediaType",
      "source",
      "receivedOn",
      "versions"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "dossierId"
      ],
      [
        "personId"
      ]
    ]
  },
  "messages": {
    "title": "Message",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "channel": {
        "type": "string",
        "enum": [
          "email",
          "sms",
          "citizenProfile",
          "eBox",
          "paper",
          "phone"
        ],
        "maxLength": 40
      },
      "registered": {
        "type": "boolean"
      },
      "state": {
        "type": "string",
        "enum": [
          "draft",
          "requested",
          "toSign",
          "signed",
          "sent",
          "delivered",
          "read",
          "failed",
          "returned",
          "fallbackSent"
        ],
        "maxLength": 40
      },
      "stateSince": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "stateReason": {
        "type": "string",
        "maxLength": 1000
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "templateId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "subject": {
        "type": "string",
        "maxLength": 300
      },
      "body": {
        "type": "string",
        "maxLength": 50000
      },
      "documentIds": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64,
          "pattern": "^[A-Za-z0-9_.:-]+$"
        }
      },
      "proofReference": {
        "type": "string",
        "maxLength": 200
      },
      "appointmentId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "purpose": {
        "type": "string",
        "enum": [
          "confirmation",
          "reminder",
          "change",
          "cancellation",
          "delay",
          "link",
          "other"
        ],
        "maxLength": 40
      },
      "language": {
        "type": "string",
        "enum": [
          "nl",
          "fr",
          "de",
          "en"
        ],
        "maxLength": 40
      },
      "address": {
        "type": "string",
        "maxLength": 254
      },
      "costCents": {
        "type": "integer",
        "minimum": 0
      },
      "notBefore": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "problem": {
        "type": "string",
        "enum": [
          "notConfigured",
          "noAddress",
          "notAllowed",
          "refused",
          "undeliverable",
          "mailboxFull",
          "unreachable",
          "uncertain",
          "overtaken"
        ],
        "maxLength": 40
      },
      "told": {
        "type": "object",
        "properties": {
          "startsAt": {
            "type": "string",
            "maxLength": 30,
            "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
          },
          "mode": {
            "type": "string",
            "maxLength": 20
          },
          "locationId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "sequence": {
            "type": "integer",
            "minimum": 0
          }
        },
        "required": [
          "startsAt",
          "sequence"
        ],
        "additionalProperties": false
      },
      "asksReading": {
        "type": "boolean"
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "channel",
      "registered",
      "state",
      "stateSince",
      "personId",
      "subject",
      "body",
      "documentIds"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "personId"
      ],
      [
        "dossierId"
      ]
    ]
  },
  "consultations": {
    "title": "Consultation",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "at": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "memberId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "deviceId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "purpose": {
        "type": "string",
        "enum": [
          "counterService",
          "dossierHandling",
          "identityCheck",
          "correction",
          "other"
        ],
        "maxLength": 40
      },
      "reason": {
        "type": "string",
        "maxLength": 500
      },
      "fields": {
        "type": "array",
        "maxItems": 60,
        "items": {
          "type": "string",
          "maxLength": 60
        }
      },
      "outcome": {
        "type": "string",
        "enum": [
          "shown",
          "refused"
        ],
        "maxLength": 40
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "at",
      "memberId",
      "deviceId",
      "personId",
      "purpose",
      "fields",
      "outcome"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "personId",
        "at"
      ]
    ]
  },
  "payments": {
    "title": "Payment",
    "version": 0,
    "primaryKey": "id",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "createdAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedAt": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "updatedBy": {
        "type": "object",
        "properties": {
          "memberId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "name": {
            "type": "string",
            "maxLength": 120
          }
        },
        "required": [
          "memberId",
          "name"
        ],
        "additionalProperties": false
      },
      "kind": {
        "type": "string",
        "enum": [
          "payment",
          "cashCount",
          "refund",
          "drawerOpening"
        ],
        "maxLength": 40
      },
      "day": {
        "type": "string",
        "maxLength": 10,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
      },
      "deviceId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "deskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "memberId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "dossierId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "personId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "refundOf": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9_.:-]+$"
      },
      "lines": {
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "maxLength": 64
            },
            "productCode": {
              "type": "string",
              "maxLength": 60
            },
            "name": {
              "type": "string",
              "maxLength": 200
            },
            "quantity": {
              "type": "integer",
              "minimum": 1,
              "maximum": 999
            },
            "unitCents": {
              "type": "integer",
              "minimum": 0,
              "maximum": 10000000
            }
          },
          "required": [
            "id",
            "productCode",
            "name",
            "quantity",
            "unitCents"
          ],
          "additionalProperties": false
        }
      },
      "amountCents": {
        "type": "integer",
        "minimum": 0,
        "maximum": 1000000000
      },
      "method": {
        "type": "string",
        "enum": [
          "card",
          "cash",
          "transfer",
          "online"
        ],
        "maxLength": 40
      },
      "reference": {
        "type": "string",
        "maxLength": 12
      },
      "state": {
        "type": "string",
        "enum": [
          "open",
          "waitingForCard",
          "busy",
          "paid",
          "declined",
          "cancelled",
          "unknown"
        ],
        "maxLength": 40
      },
      "stateSince": {
        "type": "string",
        "maxLength": 30,
        "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
      },
      "terminal": {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "manual",
              "nexo",
              "mollie"
            ],
            "maxLength": 40
          },
          "operationId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "pattern": "^[A-Za-z0-9_.:-]+$"
          },
          "reference": {
            "type": "string",
            "maxLength": 80
          },
          "terminalKey": {
            "type": "string",
            "maxLength": 400
          },
          "saleId": {
            "type": "string",
            "maxLength": 40
          }
        },
        "required": [
          "kind",
          "operationId"
        ],
        "additionalProperties": false
      },
      "steps": {
        "type": "array",
        "maxItems": 200,
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string",
              "minLength": 1,
              "maxLength": 64,
              "pattern": "^[A-Za-z0-9_.:-]+$"
            },
            "at": {
              "type": "string",
              "maxLength": 30,
              "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$"
            },
            "by": {
              "type": "object",
              "properties": {
                "memberId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "name": {
                  "type": "string",
                  "maxLength": 120
                }
              },
              "required": [
                "memberId",
                "name"
              ],
              "additionalProperties": false
            },
            "event": {
              "type": "string",
              "enum": [
                "begun",
                "sentToTerminal",
                "cardPresented",
                "approved",
                "declined",
                "aborted",
                "lostTrack",
                "foundPaid",
                "foundDeclined",
                "foundCancelled",
                "confirmed",
                "withdrawn",
                "failedLater"
              ],
              "maxLength": 40
            },
            "terminal": {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "manual",
                    "nexo",
                    "mollie"
                  ],
                  "maxLength": 40
                },
                "operationId": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 64,
                  "pattern": "^[A-Za-z0-9_.:-]+$"
                },
                "reference": {
                  "type": "string",
                  "maxLength": 80
                },
                "terminalKey": {
                  "type": "string",
                  "maxLength": 400
                },
                "saleId": {
                  "type": "string",
                  "maxLength": 40
                }
              },
              "required": [
                "kind",
                "operationId"
              ],
              "additionalProperties": false
            },
            "reason": {
              "type": "string",
              "maxLength": 500
            }
          },
          "required": [
            "id",
            "at",
            "by",
            "event"
          ],
          "additionalProperties": false
        }
      },
      "count": {
        "type": "object",
        "properties": {
          "floatCents": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000
          },
          "expectedCents": {
            "type": "integer",
            "minimum": -1000000000,
            "maximum": 1000000000
          },
          "reason": {
            "type": "string",
            "maxLength": 500
          }
        },
        "required": [
          "floatCents",
          "expectedCents"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "id",
      "createdAt",
      "updatedAt",
      "updatedBy",
      "kind",
      "day",
      "deviceId",
      "memberId",
      "lines",
      "amountCents",
      "method",
      "state",
      "stateSince",
      "steps"
    ],
    "additionalProperties": false,
    "indexes": [
      [
        "dossierId"
      ],
      [
        "personId"
      ],
      [
        "day",
        "deviceId"
      ],
      [
        "state"
      ]
    ]
  }
} as const satisfies Record<CollectionName, RxdbSchema>;
