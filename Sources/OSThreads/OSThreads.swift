// OSThreads
