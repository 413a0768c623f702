using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrleansNews.Inspection;

/// <summary>What a type uses: in its declaration, its members' signatures, its attributes and its method bodies.</summary>
internal static class TypeUse
{
    /// <summary>The type and all types nested in it, those that the compiler made for closures and iterators included.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>Every instruction of the type.</summary>
    public static IEnumerable<(MethodDefinition Method, Instruction Instruction)> Instructions(this TypeDefinition type) =>
        from part in type.WithNested()
        from method in part.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        select (method, instruction);

    /// <summary>Every method that the type calls or takes the address of.</summary>
    public static IEnumerable<(MethodDefinition Caller, MethodReference Callee)> Calls(this TypeDefinition type) =>
        from use in type.Instructions()
        where use.Instruction.Operand is MethodReference
        select (use.Method, (MethodReference)use.Instruction.Operand);

    /// <summary>The outermost types that the type uses, itself left out.</summary>
    public static IReadOnlySet<TypeName> UsedTypes(this TypeDefinition type)
    {
        var used = type.WithNested().SelectMany(References).SelectMany(Flatten).Select(Name).ToHashSet();
        used.Remove(Name(type));
        return used;
    }

    public static TypeName Name(TypeReference type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return new(type.Namespace, type.Name);
    }

    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        if (type.BaseType is not null) yield return type.BaseType;
        foreach (var implemented in type.Interfaces) yield return implemented.InterfaceType;
        foreach (var attribute in Attributes(type)) yield return attribute;
        foreach (var constraint in type.GenericParameters.SelectMany(parameter => parameter.Constraints)) yield return constraint.ConstraintType;
        foreach (var field in type.Fields)
        {
            yield return field.FieldType;
            foreach (var attribute in Attributes(field)) yield return attribute;
        }

        foreach (var property in type.Properties)
        {
            foreach (var attribute in Attributes(property)) yield return attribute;
        }

        foreach (var reference in type.Methods.SelectMany(References)) yield return reference;
    }

    private static IEnumerable<TypeReference> References(MethodDefinition method)
    {
        foreach (var reference in Signature(method)) yield return reference;
        foreach (var attribute in Attributes(method).Concat(method.Parameters.SelectMany(Attributes))) yield return attribute;
        foreach (var constraint in method.GenericParameters.SelectMany(parameter => parameter.Constraints)) yield return constraint.ConstraintType;
        if (!method.HasBody) yield break;
        foreach (var local in method.Body.Variables) yield return local.VariableType;
        foreach (var handler in method.Body.ExceptionHandlers.Where(handler => handler.CatchType is not null)) yield return handler.CatchType;
        foreach (var reference in method.Body.Instructions.SelectMany(instruction => References(instruction.Operand))) yield return reference;
    }

    private static IEnumerable<TypeReference> References(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method)
    {
        var arguments = method is GenericInstanceMethod generic ? generic.GenericArguments : Enumerable.Empty<TypeReference>();
        return method.Parameters.Select(parameter => parameter.ParameterType).Concat(arguments).Append(method.ReturnType);
    }

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Append(generic.ElementType),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };
}

/// <summary>A type by name.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}
