// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=c;const y=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),m=new RegExp("^[\\x20-\\x7e]{1,255}$","u"),u=new RegExp("^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?\
$","u"),h=new RegExp("^[A-Z]{3}$","u");function c(d,{instancePath:p="",parentData:f,parentDataProperty:b,rootData:_=d}={}){let e=null,i=0;if(d&&typeof d=="objec\
t"&&!Array.isArray(d)){if(d.path!==void 0){let s=d.path;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.escrow_id===void 0){const r={instancePath:p+"/path",schemaPath:"\
#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=[r]:e.push(r),i++}for(const r in s)if(r!=="escrow_id"){const t={
instancePath:p+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),
i++}if(s.escrow_id!==void 0){let r=s.escrow_id;if(typeof r=="string"){if(!y.test(r)){const t={instancePath:p+"/path/escrow_id",schemaPath:"#/properties/path/pro\
perties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/path/e\
scrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}}else{const r={instancePath:p+
"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(d.query!==void 0){let s=d.query;if(s&&typeof s==
"object"&&!Array.isArray(s))for(const r in s){const t={instancePath:p+"/query",schemaPath:"#/properties/query/additionalProperties",keyword:"additionalPropertie\
s",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),i++}else{const r={instancePath:p+"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{
type:"object"}};e===null?e=[r]:e.push(r),i++}}if(d.header!==void 0){let s=d.header;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s["Idempotency-Key"]!==void 0){
let r=s["Idempotency-Key"];if(typeof r=="string"){if(!m.test(r)){const t={instancePath:p+"/header/Idempotency-Key",schemaPath:"#/properties/header/properties/Id\
empotency-Key/pattern",keyword:"pattern",params:{pattern:"^[\\x20-\\x7e]{1,255}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/header/Idempote\
ncy-Key",schemaPath:"#/properties/header/properties/Idempotency-Key/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}}else{const r={instancePath:p+
"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),i++}}if(d.body!==void 0){let s=d.body;if(s&&typeof s==
"object"&&!Array.isArray(s)){for(const r in s)if(!(r==="release_id"||r==="amount"||r==="currency"||r==="split")){const t={instancePath:p+"/body",schemaPath:"#/p\
roperties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[t]:e.push(t),i++}if(s.release_id!==void 0){let r=s.
release_id;if(typeof r=="string"){if(!y.test(r)){const t={instancePath:p+"/body/release_id",schemaPath:"#/properties/body/properties/release_id/pattern",keyword:"\
pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/body/release_id",schemaPath:"#/properties/\
body/properties/release_id/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}if(s.amount!==void 0){let r=s.amount;if(typeof r=="string"){
if(!u.test(r)){const t={instancePath:p+"/body/amount",schemaPath:"#/properties/body/properties/amount/pattern",keyword:"pattern",params:{pattern:"^(?!0(?:\\.0*)?\
$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$"}};e===null?e=[t]:e.push(t),i++}}else{const t={instancePath:p+"/body/amount",schemaPath:"#/properties/body/properties/am\
ount/type",keyword:"type",params:{type:"string"}};e===null?e=[t]:e.push(t),i++}}if(s.currency!==void 0){let r=s.currency;if(typeof r=="string"){if(!h.test(r)){const t={
instancePath:p+"/body/currency",schemaPath:"#/properties/body/properties/currency/pattern",keyword:"pattern",params:{pattern:"^[A-Z]{3}$"}};e===null?e=[t]:e.push(
t),i++}}else{const t={instancePath:p+"/body/currency",schemaPath:"#/properties/body/properties/currency/type",keyword:"type",params:{type:"string"}};e===null?e=
[t]:e.push(t),i++}}if(s.split!==void 0){let r=s.split;if(Array.isArray(r)){if(r.length>15){const a={instancePath:p+"/body/split",schemaPath:"#/properties/body/p\
roperties/split/maxItems",keyword:"maxItems",params:{limit:15}};e===null?e=[a]:e.push(a),i++}if(r.length<1){const a={instancePath:p+"/body/split",schemaPath:"#/\
properties/body/properties/split/minItems",keyword:"minItems",params:{limit:1}};e===null?e=[a]:e.push(a),i++}const t=r.length;for(let a=0;a<t;a++){let l=r[a];if(l&&
typeof l=="object"&&!Array.isArray(l)){if(l.provider_id===void 0){const o={instancePath:p+"/body/split/"+a,schemaPath:"#/properties/body/properties/split/items/\
required",keyword:"required",params:{missingProperty:"provider_id"}};e===null?e=[o]:e.push(o),i++}if(l.basis_points===void 0){const o={instancePath:p+"/body/spl\
it/"+a,schemaPath:"#/properties/body/properties/split/items/required",keyword:"required",params:{missingProperty:"basis_points"}};e===null?e=[o]:e.push(o),i++}for(const o in l)
if(!(o==="provider_id"||o==="basis_points")){const n={instancePath:p+"/body/split/"+a,schemaPath:"#/properties/body/properties/split/items/additionalProperties",
keyword:"additionalProperties",params:{additionalProperty:o}};e===null?e=[n]:e.push(n),i++}if(l.provider_id!==void 0){let o=l.provider_id;if(typeof o=="string"){
if(!y.test(o)){const n={instancePath:p+"/body/split/"+a+"/provider_id",schemaPath:"#/properties/body/properties/split/items/properties/provider_id/pattern",keyword:"\
pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===null?e=[n]:e.push(n),i++}}else{const n={instancePath:p+"/body/split/"+a+"/provider_id",schemaPath:"\
#/properties/body/properties/split/items/properties/provider_id/type",keyword:"type",params:{type:"string"}};e===null?e=[n]:e.push(n),i++}}if(l.basis_points!==void 0){
let o=l.basis_points;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){const n={instancePath:p+"/body/split/"+a+"/basis_points",schemaPath:"#/properties\
/body/properties/split/items/properties/basis_points/type",keyword:"type",params:{type:"integer"}};e===null?e=[n]:e.push(n),i++}if(typeof o=="number"&&isFinite(
o)){if(o>1e4||isNaN(o)){const n={instancePath:p+"/body/split/"+a+"/basis_points",schemaPath:"#/properties/body/properties/split/items/properties/basis_points/ma\
ximum",keyword:"maximum",params:{comparison:"<=",limit:1e4}};e===null?e=[n]:e.push(n),i++}if(o<1||isNaN(o)){const n={instancePath:p+"/body/split/"+a+"/basis_poi\
nts",schemaPath:"#/properties/body/properties/split/items/properties/basis_points/minimum",keyword:"minimum",params:{comparison:">=",limit:1}};e===null?e=[n]:e.
push(n),i++}}}}else{const o={instancePath:p+"/body/split/"+a,schemaPath:"#/properties/body/properties/split/items/type",keyword:"type",params:{type:"object"}};e===
null?e=[o]:e.push(o),i++}}}else{const t={instancePath:p+"/body/split",schemaPath:"#/properties/body/properties/split/type",keyword:"type",params:{type:"array"}};
e===null?e=[t]:e.push(t),i++}}}else{const r={instancePath:p+"/body",schemaPath:"#/properties/body/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.
push(r),i++}}}else{const s={instancePath:p,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=[s]:e.push(s),i++}return c.errors=e,i===0}exports.
operation={id:"releaseEscrow",method:"POST",path:"/escrows/{escrow_id}/release",cardData:!1,decimals:["amount"],cardNumbers:[],integers:[],aliases:{},allowed:{"\
^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[\\x20-\\x7e]{1,255}$":"1 to 255 printable ASCII characters","^[A-Z]{3}$":"an ISO 4217\
 code in capitals, such as USD"},body:"optional",validate:exports.validate};
