using System.Collections.Immutable;

namespace OrleansNews.Logs;

/// <summary>
/// The names of objects that no head refers to any more. Neighbouring numbers that entered within the same six hours are one entry, so that a
/// day of merging fits into a head.
/// </summary>
internal static class Graveyard
{
    private const long Granularity = 360;

    public static long MinuteOf(DateTimeOffset time) => (time.ToUnixTimeSeconds() + 59) / 60;

    /// <summary>Adds names. The time is rounded up: nothing is deleted too early. Without a name the array stays the same one.</summary>
    public static ImmutableArray<Grave> Bury(ImmutableArray<Grave> graves, IEnumerable<ObjectName> names, long minute, bool urgent)
    {
        var entered = urgent ? minute : (minute + Granularity - 1) / Granularity * Granularity;
        ImmutableArray<Grave>.Builder? list = null;
        foreach (var name in names) Add(list ??= graves.ToBuilder(), new(name, name.Number, entered, urgent));
        return list?.ToImmutable() ?? graves;
    }

    /// <summary>Adds a whole range.</summary>
    public static ImmutableArray<Grave> Bury(ImmutableArray<Grave> graves, ObjectName first, long last, long minute)
    {
        var list = graves.ToBuilder();
        Add(list, new(first, last, (minute + Granularity - 1) / Granularity * Granularity, Urgent: false));
        return list.ToImmutable();
    }

    /// <summary>
    /// Whether the objects are old enough to be deleted. Data of an erased person waits for nothing: a reader with an old head finds the block missing and reads its
    /// head again.
    /// </summary>
    public static bool IsDue(Grave grave, DateTimeOffset now, TimeSpan age) => grave.Urgent || now >= DateTimeOffset.FromUnixTimeSeconds(grave.EnteredMinute * 60) + age;

    private static void Add(ImmutableArray<Grave>.Builder graves, Grave grave)
    {
        for (var i = 0; i < graves.Count; i++)
        {
            var other = graves[i];
            if (other.Urgent != grave.Urgent || other.EnteredMinute != grave.EnteredMinute ||
                other.First.Writer != grave.First.Writer || other.First.Kind != grave.First.Kind) continue;
            if (other.Last + 1 == grave.First.Number)
                graves[i] = other with { Last = grave.Last };
            else if (grave.Last + 1 == other.First.Number)
                graves[i] = other with { First = grave.First };
            else
                continue;
            return;
        }

        graves.Add(grave);
    }
}
