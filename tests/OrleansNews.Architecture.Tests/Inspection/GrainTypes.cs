using Mono.Cecil;

namespace OrleansNews.Inspection;

/// <summary>Tells grains and their interfaces from other types.</summary>
internal static class GrainTypes
{
    /// <summary>An interface that is called across the cluster: of a grain or of an observer.</summary>
    public static bool IsGrainInterface(TypeDefinition type) => type.IsInterface && Implements(type, "Orleans.Runtime.IAddressable");

    public static bool IsGrainClass(TypeDefinition type) =>
        type is { IsClass: true, IsAbstract: false } && (DerivesFrom(type, "Orleans.Grain") || Implements(type, "Orleans.IGrainBase"));

    public static bool DerivesFrom(TypeDefinition type, string fullName)
    {
        for (var current = type.BaseType; current is not null; current = current.Resolve()?.BaseType)
        {
            if (current.GetElementType().FullName == fullName) return true;
        }

        return false;
    }

    public static bool Implements(TypeDefinition type, string fullName)
    {
        for (var current = type; current is not null; current = current.BaseType?.Resolve())
        {
            if (current.Interfaces.Any(implemented => implemented.InterfaceType.FullName == fullName ||
                implemented.InterfaceType.Resolve() is { } inherited && Implements(inherited, fullName))) return true;
        }

        return false;
    }

    public static CustomAttribute? Attribute(this ICustomAttributeProvider provider, string name) =>
        provider.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name + "Attribute");

    /// <summary>The name on the wire; null when it has none.</summary>
    public static string? Alias(this ICustomAttributeProvider provider) => provider.Attribute("Alias")?.ConstructorArguments[0].Value as string;
}
