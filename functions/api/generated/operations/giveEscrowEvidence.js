// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=n;const o=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),d=new RegExp("^[a-z][a-z0-9_]{0,31}$","u");function n(i,{instancePath:a="",parentData:y,parentDataProperty:l,
rootData:c=i}={}){let e=null,p=0;if(i&&typeof i=="object"&&!Array.isArray(i)){if(i.path!==void 0){let t=i.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.
escrow_id===void 0){const r={instancePath:a+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=
[r]:e.push(r),p++}for(const r in t)if(r!=="escrow_id"){const s={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalPr\
operties",params:{additionalProperty:r}};e===null?e=[s]:e.push(s),p++}if(t.escrow_id!==void 0){let r=t.escrow_id;if(typeof r=="string"){if(!o.test(r)){const s={
instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===
null?e=[s]:e.push(s),p++}}else{const s={instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"s\
tring"}};e===null?e=[s]:e.push(s),p++}}}else{const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),p++}}if(i.query!==void 0){let t=i.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const s={instancePath:a+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[s]:e.push(s),p++}else{const r={instancePath:a+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}if(i.header!==void 0){let t=i.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),p++}}if(i.body!==void 0){let t=i.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.kind===void 0){const r={instancePath:a+"/body",schemaPath:"\
#/properties/body/required",keyword:"required",params:{missingProperty:"kind"}};e===null?e=[r]:e.push(r),p++}for(const r in t)if(!(r==="kind"||r==="reference")){
const s={instancePath:a+"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[s]:
e.push(s),p++}if(t.kind!==void 0){let r=t.kind;if(typeof r=="string"){if(!d.test(r)){const s={instancePath:a+"/body/kind",schemaPath:"#/properties/body/properti\
es/kind/pattern",keyword:"pattern",params:{pattern:"^[a-z][a-z0-9_]{0,31}$"}};e===null?e=[s]:e.push(s),p++}}else{const s={instancePath:a+"/body/kind",schemaPath:"\
#/properties/body/properties/kind/type",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),p++}}if(t.reference!==void 0){let r=t.reference;if(typeof r==
"string"){if(!o.test(r)){const s={instancePath:a+"/body/reference",schemaPath:"#/properties/body/properties/reference/pattern",keyword:"pattern",params:{pattern:"\
^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[s]:e.push(s),p++}}else{const s={instancePath:a+"/body/reference",schemaPath:"#/properties/body/properties/reference/t\
ype",keyword:"type",params:{type:"string"}};e===null?e=[s]:e.push(s),p++}}}else{const r={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"typ\
e",params:{type:"object"}};e===null?e=[r]:e.push(r),p++}}}else{const t={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[t]:
e.push(t),p++}return n.errors=e,p===0}exports.operation={id:"giveEscrowEvidence",method:"POST",path:"/escrows/{escrow_id}/evidence",cardData:!1,decimals:[],cardNumbers:[],
integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-z][a-z0-9_]{0,31}$":"a word of snake_case, such as\
 proof_of_delivery"},body:"required",validate:exports.validate};
