import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { conditional, Fn, ref, type TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { isEmpty } from "../shared";

export interface DomainProps {
  readonly domainName: string;
  readonly certificateArn: string;
  readonly restApiId: string;
  readonly stageName: string;
}

/** A domain name of the API's own: Regional, TLS 1.2 or better. Where only Terraform knows whether there is one, it counts. */
export class Domain extends Construct {
  readonly targetName: string;
  readonly targetZoneId: string;

  constructor(scope: Construct, id: string, { domainName, certificateArn, restApiId, stageName }: DomainProps) {
    super(scope, id);
    const domain = new ApiGatewayDomainName(this, "Resource", {
      domainName,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ["REGIONAL"] },
      securityPolicy: "TLS_1_2",
    });
    const counted = Token.isUnresolved(domainName);
    const mapping = new ApiGatewayBasePathMapping(this, "mapping", {
      apiId: restApiId,
      stageName,
      domainName: counted ? domainName : domain.domainName,
      ...(counted ? { dependsOn: [domain] } : {}),
    });
    if (counted)
      for (const resource of [domain, mapping])
        resource.addOverride("count", Token.asString(conditional(isEmpty(domainName), 0, 1)));
    const attribute = (name: string): string => (counted ? oneOf(this, domain, name) : domain.getStringAttribute(name));
    this.targetName = attribute("regional_domain_name");
    this.targetZoneId = attribute("regional_zone_id");
  }
}

/** An attribute of a resource that is there once or not at all; empty where it is not. */
const oneOf = (scope: Construct, resource: TerraformResource, attribute: string): string =>
  Fn.join(
    "",
    Token.asList(
      ref(`${resource.terraformResourceType}.${resource.friendlyUniqueId}[*].${attribute}`, TerraformStack.of(scope)),
    ),
  );
