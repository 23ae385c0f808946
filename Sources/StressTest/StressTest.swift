// StressTest
