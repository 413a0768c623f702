Console.WriteLine("threads");
