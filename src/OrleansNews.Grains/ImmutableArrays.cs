using System.Collections.Immutable;

namespace OrleansNews;

internal static class ImmutableArrays
{
    /// <summary>An empty array for one that was never set, as a message from an older or careless client has it.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
