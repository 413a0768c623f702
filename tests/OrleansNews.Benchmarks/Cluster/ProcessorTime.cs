using System.Globalization;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>Processor time of processes and of all that they started, ended ones too, as the kernel counts it.</summary>
internal static class ProcessorTime
{
    // USER_HZ, which Linux shows to every program, whatever its own clock is.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds so far.</summary>
    public static double Of(params IEnumerable<int> processes)
    {
        var wanted = processes.ToHashSet();
        return Directory.EnumerateDirectories("/proc").Select(Read).OfType<Seen>().Where(seen => wanted.Contains(seen.Id) || wanted.Contains(seen.Parent)).Sum(seen => seen.Ticks) / TicksPerSecond;
    }

    // Null for what is no process, or is none any more.
    private static Seen? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            // The name, in brackets, may hold spaces.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var own = Number(fields[11]) + Number(fields[12]);
            return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), own + Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Seen(int Id, int Parent, long Ticks);
}
