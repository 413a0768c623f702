using System.Collections;
using System.Reflection;
using System.Text;

namespace OrleansNews.Live;

/// <summary>Everything that the live feed of a front end holds: strings and bytes that can be reached from an object through the feed's own types.</summary>
internal static class FrontEndMemory
{
    /// <summary>Whether a text is held anywhere.</summary>
    public static bool Holds(object root, string text)
    {
        var (bytes, seen, open) = (Encoding.UTF8.GetBytes(text), new HashSet<object>(ReferenceEqualityComparer.Instance), new Stack<object>([root]));
        while (open.TryPop(out var held))
        {
            if (held is string words && words.Contains(text, StringComparison.Ordinal)) return true;
            if (held is byte[] buffer && buffer.AsSpan().IndexOf(bytes) >= 0) return true;
            if (held is ReadOnlyMemory<byte> memory && memory.Span.IndexOf(bytes) >= 0) return true;
            if (held is string or byte[] || (!held.GetType().IsValueType && !seen.Add(held))) continue;
            foreach (var next in Held(held).Where(next => next is not null && IsOfTheFeed(next.GetType()))) open.Push(next!);
        }

        return false;
    }

    private static IEnumerable<object?> Held(object holder)
    {
        if (holder is Array items) return items.Cast<object?>();
        if (holder is IEnumerable sequence && holder.GetType().Namespace!.StartsWith("System.Collections", StringComparison.Ordinal)) return sequence.Cast<object?>();
        return Bases(holder.GetType()).SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(field => field.GetValue(holder));
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType) yield return at;
    }

    private static bool IsOfTheFeed(Type type) =>
        type == typeof(string) || type.IsArray || type == typeof(ReadOnlyMemory<byte>)
        || (type.Namespace is { } space && (space == "OrleansNews.Live" || space.StartsWith("System.Collections", StringComparison.Ordinal)))
        || (type.IsGenericType && (type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal)));
}
