using System.Globalization;

namespace OrleansNews.Benchmarks.Live;

/// <summary>Memory of another process.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of it that are in memory when it has been idle for a while: buffers of what it did last are given back after seconds.</summary>
    public static async Task<long> SettledAsync(int process)
    {
        await Task.Delay(TimeSpan.FromSeconds(20));
        return Read(process);
    }

    private static long Read(int process)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
