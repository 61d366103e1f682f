// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
"use strict";exports.validate=i;const d=new RegExp("^[a-zA-Z0-9_.:@|+-]{1,128}$","u"),l=new RegExp("^[a-z][a-z0-9_]{0,31}$","u");function i(p,{instancePath:a="",parentData:n,parentDataProperty:y,
rootData:c=p}={}){let e=null,s=0;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.path!==void 0){let t=p.path;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.
escrow_id===void 0){const r={instancePath:a+"/path",schemaPath:"#/properties/path/required",keyword:"required",params:{missingProperty:"escrow_id"}};e===null?e=
[r]:e.push(r),s++}for(const r in t)if(r!=="escrow_id"){const o={instancePath:a+"/path",schemaPath:"#/properties/path/additionalProperties",keyword:"additionalPr\
operties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),s++}if(t.escrow_id!==void 0){let r=t.escrow_id;if(typeof r=="string"){if(!d.test(r)){const o={
instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/pattern",keyword:"pattern",params:{pattern:"^[a-zA-Z0-9_.:@|+-]{1,128}$"}};e===
null?e=[o]:e.push(o),s++}}else{const o={instancePath:a+"/path/escrow_id",schemaPath:"#/properties/path/properties/escrow_id/type",keyword:"type",params:{type:"s\
tring"}};e===null?e=[o]:e.push(o),s++}}}else{const r={instancePath:a+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}}if(p.query!==void 0){let t=p.query;if(t&&typeof t=="object"&&!Array.isArray(t))for(const r in t){const o={instancePath:a+"/query",schemaPath:"\
#/properties/query/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),s++}else{const r={instancePath:a+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}if(p.header!==void 0){let t=p.header;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){const r={instancePath:a+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type:"object"}};e===null?
e=[r]:e.push(r),s++}}if(p.body!==void 0){let t=p.body;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.role===void 0){const r={instancePath:a+"/body",schemaPath:"\
#/properties/body/required",keyword:"required",params:{missingProperty:"role"}};e===null?e=[r]:e.push(r),s++}for(const r in t)if(r!=="role"){const o={instancePath:a+
"/body",schemaPath:"#/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:r}};e===null?e=[o]:e.push(o),s++}if(t.role!==
void 0){let r=t.role;if(typeof r=="string"){if(!l.test(r)){const o={instancePath:a+"/body/role",schemaPath:"#/properties/body/properties/role/pattern",keyword:"\
pattern",params:{pattern:"^[a-z][a-z0-9_]{0,31}$"}};e===null?e=[o]:e.push(o),s++}}else{const o={instancePath:a+"/body/role",schemaPath:"#/properties/body/proper\
ties/role/type",keyword:"type",params:{type:"string"}};e===null?e=[o]:e.push(o),s++}}}else{const r={instancePath:a+"/body",schemaPath:"#/properties/body/type",keyword:"\
type",params:{type:"object"}};e===null?e=[r]:e.push(r),s++}}}else{const t={instancePath:a,schemaPath:"#/type",keyword:"type",params:{type:"object"}};e===null?e=
[t]:e.push(t),s++}return i.errors=e,s===0}exports.operation={id:"approveEscrow",method:"POST",path:"/escrows/{escrow_id}/approvals",cardData:!1,decimals:[],cardNumbers:[],
integers:[],aliases:{},allowed:{"^[a-zA-Z0-9_.:@|+-]{1,128}$":"1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -","^[a-z][a-z0-9_]{0,31}$":"a word of snake_case, such as\
 proof_of_delivery"},body:"required",validate:exports.validate};
