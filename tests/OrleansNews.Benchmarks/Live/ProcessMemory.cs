using System.Globalization;

namespace OrleansNews.Benchmarks.Live;

/// <summary>Memory of another process.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of it that are in memory now, once they have not grown for a second.</summary>
    public static async Task<long> SettledAsync(int process)
    {
        for (var last = 0L; ;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var now = Read(process);
            if (now <= last + (1 << 20)) return now;
            last = now;
        }
    }

    private static long Read(int process)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
