using Mono.Cecil;

namespace OrleansNews.Contracts;

/// <summary>Knows the collections that do not belong into a message.</summary>
internal static class Mutable
{
    private static readonly string[] Names = ["List`1", "Dictionary`2", "HashSet`1", "IList`1", "ICollection`1", "IDictionary`2", "ISet`1", "IEnumerable`1"];

    /// <summary>Bytes are the exception among arrays: they are what keys, hashes and seals are made of.</summary>
    public static bool IsMutable(TypeReference type) => type switch
    {
        ArrayType array => array.ElementType.FullName != "System.Byte",
        GenericInstanceType generic => Names.Contains(generic.ElementType.Name, StringComparer.Ordinal) || generic.GenericArguments.Any(IsMutable),
        _ => false,
    };
}
